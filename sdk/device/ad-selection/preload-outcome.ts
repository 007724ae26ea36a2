import { z } from "zod";
import { MediationError } from "../../foundation/errors.ts";
import { parseOptions } from "../../foundation/parse-options.ts";
import { AdSelectionIdSchema } from "../../model/ad-selection.ts";
import type { DeviceCall } from "../device-call.ts";
import type { OutcomeStore, StoredOutcome } from "./outcome-store.ts";
import { drawAdSelectionId } from "./store-winner.ts";

const isIdOfAndroid = (id: string): boolean => {
  if (!AdSelectionIdSchema.safeParse(id).success) return false;
  const value = BigInt(id);
  return value !== 0n && BigInt.asIntN(64, value) === value;
};

/** A finished ad selection, as an auction on this device or on a server would have left it. */
const PreloadedOutcomeSchema = z.strictObject({
  owner: z.string().optional().describe("Package of the app it belongs to; the calling app's"),
  adSelectionId: AdSelectionIdSchema.refine(isIdOfAndroid, "must fit 64 bits and not be 0")
    .optional()
    .describe("Any id will do, a server's included; drawn like an auction's when absent"),
  renderUri: z.string(),
  bid: z.number(),
  buyer: z.string(),
  biddingLogicUri: z.string().default("").describe("Where the buyer's reportWin is fetched from"),
  audienceName: z.string().default("").describe("What reportWin is told as the audience's name"),
  adCounterKeys: z.array(z.int()).readonly().optional(),
  reportingUris: z
    .strictObject({ seller: z.string().optional(), buyer: z.string().optional() })
    .optional()
    .describe("Where impressions are reported without any script: makes it a server's auction"),
  isPending: z
    .boolean()
    .default(false)
    .describe("Whether it is a server's auction whose result is still to come"),
});
export type PreloadedOutcome = z.input<typeof PreloadedOutcomeSchema>;

/**
 * Stores an outcome that no auction here decided; its buyer's script is fetched when it reports.
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function preloadOutcome(
  call: DeviceCall,
  outcomes: OutcomeStore,
  input: PreloadedOutcome,
): string {
  const { owner = call.appId, ...preloaded } = parseOptions(
    PreloadedOutcomeSchema,
    input,
    "a stored outcome",
  );
  const adSelectionId = toFreeId(call, outcomes, preloaded.adSelectionId);
  const { adCounterKeys, reportingUris, isPending, ...facts } = preloaded;
  const stored: StoredOutcome = {
    ...facts,
    adSelectionId,
    owner,
    createdAtMs: call.environment.clock.nowMs(),
    ...(adCounterKeys && { adCounterKeys }),
    ...(reportingUris && { reportingUris, isFromServer: true }),
    ...(isPending && { isPending, isFromServer: true }),
  };
  outcomes.put(stored);
  const { buyer, renderUri, bid } = stored;
  const told = { adSelectionId, owner, buyer, renderUri, bid };
  call.emit({ type: "ad-selection.preloaded", ...call.labels, ...told });
  return adSelectionId;
}

/** In the one way of writing it that the store knows. */
function toFreeId(call: DeviceCall, outcomes: OutcomeStore, id: string | undefined): string {
  if (id === undefined) return drawAdSelectionId(call, outcomes);
  const adSelectionId = String(BigInt(id));
  if (!outcomes.has(adSelectionId)) return adSelectionId;
  throw new MediationError(
    "ERR_CONFIG_INVALID",
    `Cannot store an outcome as ${adSelectionId}: the device has an ad selection of that id.`,
    { hint: "Leave adSelectionId out to have one drawn that is free." },
  );
}
