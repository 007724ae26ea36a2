import type { NetworkFill } from "../adapter/network-adapter.ts";
import type { ContextualAd } from "../model/mediation-chain.ts";
import type { AdServices } from "../device/ad-services.ts";
import { isDeviceError } from "../device/device-call.ts";
import { parseSignals } from "../device/lenient-json.ts";
import type { AdSelectionConfigInput, AdSelectionOutcome } from "../model/ad-selection.ts";
import type { Origin } from "../model/events/event-fields.ts";
import type { LossRule } from "../model/loss-rules.ts";
import type { Reporter } from "./placement.ts";
import type { FirstParty } from "./first-party-options.ts";
import type { WalkOptions } from "./walk-options.ts";

/** What an ad selection of the first party comes to, with the ledger's words for "none". */
export type FirstPartyResult =
  | { readonly kind: "selected"; readonly outcome: AdSelectionOutcome }
  | { readonly kind: "none"; readonly rule: LossRule; readonly detail: string };

export interface ChainedSelection {
  /** Those that stand for election: the first party's, and in a bidding those that networks bid with. */
  readonly outcomes: readonly AdSelectionOutcome[];
  /** The price in USD that it must reach: a node's historical eCPM, or the highest bid. */
  readonly minPriceUsd: number;
  /** Which such selection of this request it is, from 1. */
  readonly attempt: number;
}

export type ChainingStyle = WalkOptions["chaining"];

export interface FirstPartyNetwork extends Reporter {
  readonly networkId: string;
  /** An ad selection over remarketing ads, and over a contextual ad where there is one. */
  select(origin: Origin, contextualAd?: ContextualAd["ad"]): Promise<FirstPartyResult>;
  /** An auction over earlier outcomes and a price, in the style the SDK is configured with unless told which. */
  selectAgainst(
    selection: ChainedSelection & { readonly style?: ChainingStyle },
    origin: Origin,
  ): Promise<FirstPartyResult>;
}

/** The first party as a network of its own: it selects, stands against nodes, and reports with its own config. */
export function createFirstParty(
  firstParty: FirstParty,
  chaining: ChainingStyle,
  adServices: AdServices,
): FirstPartyNetwork {
  const { networkId, adSelection } = firstParty;
  const config: AdSelectionConfigInput = adSelection;
  return {
    networkId,
    select: (origin, contextualAd) =>
      toResult(
        adServices.selectAds({ ...config, ...offer(firstParty, contextualAd) }, origin),
        "first-party-no-ad",
      ),
    selectAgainst: (selection, origin) =>
      toResult(
        CHAINING[selection.style ?? chaining](firstParty, adServices, { ...selection, origin }),
        "first-party-below-node",
      ),
    async reportImpression({ adSelectionId }: NetworkFill, origin) {
      if (adSelectionId === undefined) return;
      await adServices.reportImpression({ adSelectionId, config }, origin);
    },
    async reportEvent({ adSelectionId }: NetworkFill, { key, data }, origin) {
      if (adSelectionId === undefined) return;
      const destinations = ["seller", "buyer"] as const;
      await adServices.reportEvent({ adSelectionId, key, data, destinations }, origin);
    },
  };
}

type SelectAgainst = (
  firstParty: FirstParty,
  adServices: AdServices,
  selection: ChainedSelection & { readonly origin: Origin },
) => Promise<AdSelectionOutcome | null>;

/** The two styles of holding outcomes against a price; adding one is adding an entry. */
const CHAINING: Record<ChainingStyle, SelectAgainst> = {
  /** As shipped: a second call, in which `selectOutcome` sees the bid and the signals (spec: on-device 3). */
  "from-outcomes": ({ adSelection, selectionLogicUri = "" }, adServices, selection) =>
    adServices.selectAdsFromOutcomes(
      {
        seller: adSelection.seller,
        adSelectionIds: selection.outcomes.map(({ adSelectionId }) => adSelectionId),
        selectionSignals: { bid_floor: selection.minPriceUsd },
        selectionLogicUri,
      },
      selection.origin,
    ),
  /** As proposed: one more `selectAds`, in which `scoreAd` meets the outcome as a candidate (spec: proposal). */
  "chained-ad-selections": ({ adSelection }, adServices, selection) =>
    adServices.selectAds(
      {
        ...adSelection,
        customAudienceBuyers: [],
        adSelectionSignals: {
          ...parseSignals(adSelection.adSelectionSignals),
          min_price: selection.minPriceUsd,
          auction_attempts: selection.attempt,
        },
        chainedAdSelections: [...selection.outcomes],
      },
      selection.origin,
    ),
};

/** A contextual ad takes part in the name of the first party's own buyer. */
function offer(
  { adSelection, contextualBuyer }: FirstParty,
  ad: ContextualAd["ad"] | undefined,
): Pick<AdSelectionConfigInput, "perBuyerSignedContextualAds"> {
  if (ad === undefined) return {};
  const { seller, decisionLogicUri } = adSelection;
  const { buyer } = contextualBuyer ?? { buyer: seller };
  const adsWithBid = [{ ad: { renderUri: ad.renderUri, metadata: ad.metadata }, bid: ad.cpmUsd }];
  const logic = contextualBuyer?.decisionLogicUri ?? decisionLogicUri;
  return {
    perBuyerSignedContextualAds: { [buyer]: { buyer, decisionLogicUri: logic, adsWithBid } },
  };
}

/** An app cannot tell nobody winning from an auction that broke: both are one exception (spec: on-device 6.2). */
async function toResult(
  selecting: Promise<AdSelectionOutcome | null>,
  ruleForNone: LossRule,
): Promise<FirstPartyResult> {
  try {
    const outcome = await selecting;
    if (outcome !== null && outcome.renderUri !== "") return { kind: "selected", outcome };
    return { kind: "none", rule: ruleForNone, detail: "nobody was selected" };
  } catch (error) {
    if (!isDeviceError(error)) throw error;
    const isNobody =
      error.code === "ERR_DEVICE_ILLEGAL_STATE" && ruleForNone === "first-party-no-ad";
    const failure =
      ruleForNone === "first-party-no-ad" ? "first-party-failed" : "chained-selection-failed";
    return { kind: "none", rule: isNobody ? ruleForNone : failure, detail: error.message };
  }
}
