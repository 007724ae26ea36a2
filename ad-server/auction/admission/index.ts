/** THE list of admission rules, in the order in which they are asked: the first that refuses is the reason. */
import type { AuctionConfiguration } from "../auction-configuration.ts";
import { onceForEach } from "../once-for-each.ts";
import { brandBanned, categoryBanned, creativeBanned } from "./ad-quality.ts";
import type { AdmissionRule } from "./admission-rule.ts";
import { bidInactive } from "./bid-inactive.ts";
import { capReached } from "./cap-reached.ts";
import { currencyUnknown } from "./currency-unknown.ts";
import { dealOfOtherBuyer } from "./deal-of-other-buyer.ts";
import { dealUnavailable } from "./deal-unavailable.ts";
import { mediationDisabled } from "./mediation-disabled.ts";
import { networkInactive } from "./network-inactive.ts";
import { notSecure } from "./not-secure.ts";
import { outOfFlight } from "./out-of-flight.ts";
import { targetingMissed } from "./targeting-missed.ts";

const ADMISSION_RULES: readonly AdmissionRule[] = [
  bidInactive,
  networkInactive,
  mediationDisabled,
  currencyUnknown,
  outOfFlight,
  capReached,
  targetingMissed,
  notSecure,
  dealUnavailable,
  dealOfOtherBuyer,
  brandBanned,
  categoryBanned,
  creativeBanned,
];

/** Those that can refuse somebody under a configuration. */
export const admissionRulesOf = onceForEach((configuration: AuctionConfiguration) =>
  ADMISSION_RULES.filter((each) => each.canRefuse?.(configuration) ?? true),
);
