import type { z } from "zod";
import {
  AdSelectionConfigSchema,
  defineNetworkAdapter,
  isDeviceError,
  untilAborted,
  type BidResult,
  type LoadRequest,
  type LoadResult,
  type NetworkEnvironment,
  type NetworkBid,
  type NetworkFill,
} from "../../sdk/adapter-kit.ts";

const OnDeviceAuctionOptionsSchema = AdSelectionConfigSchema.omit({ chainedAdSelections: true })
  .partial({ decisionLogicUri: true })
  .transform(({ decisionLogicUri, ...config }) => ({
    ...config,
    /** Where a seller keeps its script unless it says otherwise. */
    decisionLogicUri: decisionLogicUri ?? `https://${config.seller}/decision-logic.js`,
  }));

type OnDeviceAuctionOptions = z.output<typeof OnDeviceAuctionOptionsSchema>;

/**
 * A network whose SDK runs its own ad selection on the device and reports with its own config. The device
 * does not say what the winner bid, so a fill has no price.
 */
export const onDeviceAuction = defineNetworkAdapter({
  id: "on-device-auction",
  options: OnDeviceAuctionOptionsSchema,
  connect: (config, { adServices }) => ({
    load: ({ bid, origin }, signal) =>
      bid === undefined
        ? untilAborted(signal, () => runAuction(config, adServices, origin))
        : loadBid(bid),
    requestBid: ({ origin }, signal) =>
      untilAborted(signal, async () => toBid(await runAuction(config, adServices, origin))),
    async reportImpression({ adSelectionId }, origin) {
      if (adSelectionId === undefined) return;
      await adServices.reportImpression({ adSelectionId, config }, origin);
    },
    async reportEvent({ adSelectionId }: NetworkFill, { key, data }, origin) {
      if (adSelectionId === undefined) return;
      const destinations = ["seller", "buyer"] as const;
      await adServices.reportEvent({ adSelectionId, key, data, destinations }, origin);
    },
  }),
});

/**
 * Nobody winning and a broken script reach an app as the same exception, so both are no-fill here; the ledger
 * knows which it was (spec: on-device 2.8). An empty render URI means that the user's consent is revoked.
 */
async function runAuction(
  config: OnDeviceAuctionOptions,
  adServices: NetworkEnvironment["adServices"],
  origin: LoadRequest["origin"],
): Promise<LoadResult> {
  try {
    const outcome = await adServices.selectAds(config, origin);
    if (outcome === null) return { kind: "no-fill", reason: "its ad selection had no winner" };
    if (outcome.renderUri === "") return { kind: "no-fill", reason: "its ad has no address" };
    return { kind: "fill", ...outcome };
  } catch (error) {
    if (!isDeviceError(error)) throw error;
    const { code, message } = error;
    if (code === "ERR_DEVICE_ILLEGAL_STATE") return { kind: "no-fill", reason: message };
    return { kind: "error", error: { code, message } };
  }
}

/** The device alone knows what its winner bid, so the bid is the outcome itself. */
function toBid(result: LoadResult): BidResult {
  switch (result.kind) {
    case "fill":
      return { kind: "bid", adSelectionId: result.adSelectionId, renderUri: result.renderUri };
    case "no-fill":
      return { kind: "no-bid", reason: result.reason };
    case "error":
      return result;
  }
}

async function loadBid({ adSelectionId, renderUri = "" }: NetworkBid): Promise<LoadResult> {
  return { kind: "fill", adSelectionId, renderUri };
}
