import type { JsonValue } from "../foundation/json.ts";
import type { ReturnedValue } from "../foundation/script-sandbox.ts";
import type { DecisionFunctionId } from "../model/decision-functions.ts";
import { readBidResult, readBidResultV3 } from "./ad-selection/bid-result.ts";
import {
  readReportResult,
  readReportWin,
  readScore,
  readSelectedId,
  type Read,
} from "./decision-contracts.ts";
import type { FilterFeatures } from "./filters/ad-facts.ts";

/** What the device makes of a result, for those who call a function without an auction around it. */
export type Decision = Read<JsonValue>;

type Reader = (features: FilterFeatures, returned: ReturnedValue | undefined) => Read<unknown>;

const READERS: Readonly<Record<DecisionFunctionId, Reader>> = {
  generateBid: readBidResult,
  generateBidV3: readBidResultV3,
  scoreAd: (_, returned) => readScore(returned),
  selectOutcome: (_, returned) => readSelectedId(returned),
  reportResult: (_, returned) => readReportResult(returned),
  reportWin: (_, returned) => readReportWin(returned),
};

/** Reads what a decision function returned as the device does, so that a test hears what a phone would say. */
export function readDecision(
  functionId: DecisionFunctionId,
  returned: ReturnedValue | undefined,
  features: FilterFeatures,
): Decision {
  const read = READERS[functionId](features, returned);
  if (read.kind === "refused") return read;
  // Plain data, without keys that hold nothing.
  return { kind: "ok", value: JSON.parse(JSON.stringify(read.value)) as JsonValue };
}
