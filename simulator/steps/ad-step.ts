import { MediationError, type LoadedAd, type MediationSdk } from "../../sdk/index.ts";
import { NameSchema } from "../scenario/fields.ts";
import { defineStep, type StepDefinition, type StepEnd } from "./step-definition.ts";
import type { RequestRun, StepWorld } from "./step-world.ts";

/** Says how it ended where the trace does not. */
type Act = (ad: LoadedAd) => Promise<StepEnd | void>;

const OfSlotSchema = NameSchema.optional();

/** Defines a step that does something with the ad of a slot; alone, with that of the last slot requested. */
export function defineAdStep<const Verb extends string>(definition: {
  readonly verb: Verb;
  readonly meaning: string;
  act: Act;
}): StepDefinition<Verb, typeof OfSlotSchema> {
  const { verb, meaning } = definition;
  return defineStep({
    verb,
    meaning,
    example: "<slot id>",
    scope: "sdk",
    value: OfSlotSchema,
    beside: [],
    standsAlone: true,
    namesSlot: true,
    describe: ({ value: slotId = "" }) => slotId,
    run: (world, { value: slotId }) => actOnAd(world, slotId, definition.act),
  });
}

/** Where the SDK refuses without a word, says why; of reports that fail it has told the trace itself. */
export async function actOnAd(
  { phone, requests }: StepWorld,
  slotId: string | undefined,
  act: Act,
): Promise<StepEnd> {
  const { result } = findRequest(requests, slotId);
  if (result.kind !== "filled") {
    return { kind: "skipped", detail: `${result.requestId} got no ad` };
  }
  const ad = findAd(phone.sdk, result.ad);
  try {
    return (await act(ad)) ?? undefined;
  } catch (error) {
    return toEnd(ad, error);
  }
}

/** A refresh puts other ads in the place of the one that was requested. */
function findAd(sdk: MediationSdk, requested: LoadedAd): LoadedAd {
  return requested.isReady ? requested : (sdk.shownAd(requested.slotId) ?? requested);
}

function toEnd({ adId }: LoadedAd, error: unknown): StepEnd {
  if (!(error instanceof MediationError) || !error.code.startsWith("ERR_SDK_")) throw error;
  if (error.code === "ERR_SDK_WRONG_STATE") {
    return { kind: "skipped", detail: `${adId} ${String(error.details["why"])}` };
  }
  return error.code === "ERR_SDK_ALREADY_SHOWN"
    ? { kind: "skipped", detail: `${adId} was shown already` }
    : undefined;
}

/** The last request, of that slot if it is named. */
function findRequest(requests: readonly RequestRun[], slotId: string | undefined): RequestRun {
  const request = requests.findLast((each) => slotId === undefined || each.slotId === slotId);
  if (request !== undefined) return request;
  const whose = slotId === undefined ? "no ad" : `no ad for slot "${slotId}"`;
  throw new MediationError("ERR_SCENARIO_STEP", `${whose} has been requested before this step`, {
    hint: "Put a request step in front of it.",
  });
}
