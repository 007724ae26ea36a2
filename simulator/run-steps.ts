import {
  MediationError,
  type AdRequestResult,
  type LoadedAd,
  type MediationEvent,
} from "../sdk/index.ts";
import type { Session } from "./open-session.ts";
import { renderStep, type Step } from "./scenario/step-schema.ts";
import { describeStepFailure } from "./step-failure.ts";

export interface RequestRun {
  readonly slotId: string;
  readonly result: AdRequestResult;
}

/**
 * Carries out the steps in order. A step that has nothing to act on – no ad to show, after a no-fill – is
 * skipped and says so; one that could never work is an error.
 *
 * @throws MediationError ERR_SCENARIO_STEP
 */
export async function runSteps(
  session: Session,
  steps: readonly Step[],
): Promise<readonly RequestRun[]> {
  const requests: RequestRun[] = [];
  for (const [index, step] of steps.entries()) {
    const told = { step: index + 1, text: renderStep(step) };
    tell(session, { type: "step.started", ...told });
    const skipped = await runStep(session, requests, step).catch((error: unknown) => {
      throw describeStepFailure(session.events, `step ${told.step} (${told.text})`, error);
    });
    if (skipped !== undefined) tell(session, { type: "step.skipped", ...told, detail: skipped });
    await session.adServices.settled();
  }
  return requests;
}

/** Gives the reason where a step had nothing to act on. */
async function runStep(
  session: Session,
  requests: RequestRun[],
  step: Step,
): Promise<string | undefined> {
  switch (step.kind) {
    case "request": {
      const { slotId } = step;
      requests.push({ slotId, result: await session.sdk.requestAd({ slotId }) });
      return undefined;
    }
    case "advance":
      await session.clock.sleep(step.durationMs);
      return undefined;
    case "join":
      await session.adServices.joinCustomAudience(step.customAudience);
      return undefined;
    case "leave":
      await session.adServices.leaveCustomAudience(step);
      return undefined;
    case "set":
      session.adServices.controls.setConditions(step.conditions);
      return undefined;
    default: {
      const ad = findAd(requests, step.slotId);
      return typeof ad === "string" ? ad : actOnAd(ad, step);
    }
  }
}

type AdStep = Exclude<Step, { readonly kind: "request" | "advance" | "join" | "leave" | "set" }>;

/** Gives the reason where the SDK refused without a word; of reports that fail it has told the trace itself. */
async function actOnAd(ad: LoadedAd, step: AdStep): Promise<string | undefined> {
  try {
    if (step.kind === "event") await ad.reportEvent(step.key, step.data);
    else await AD_STEPS[step.kind](ad);
    return undefined;
  } catch (error) {
    if (!(error instanceof MediationError) || !error.code.startsWith("ERR_SDK_")) throw error;
    return error.code === "ERR_SDK_ALREADY_SHOWN" ? `${ad.adId} was shown already` : undefined;
  }
}

const AD_STEPS: Record<Exclude<AdStep["kind"], "event">, (ad: LoadedAd) => Promise<void>> = {
  /** What an app's screen does: the ad is drawn, and its impression counts. */
  async show(ad) {
    ad.show();
    await ad.reportImpression();
  },
  impression: (ad) => ad.reportImpression(),
  view: (ad) => ad.reportEvent("view"),
  click: (ad) => ad.reportEvent("click"),
};

/** The ad of the last request (of that slot), or why there is none. */
function findAd(requests: readonly RequestRun[], slotId: string | undefined): LoadedAd | string {
  const request = requests.findLast((each) => slotId === undefined || each.slotId === slotId);
  if (request === undefined) {
    const whose = slotId === undefined ? "no ad" : `no ad for slot "${slotId}"`;
    throw new MediationError("ERR_SCENARIO_STEP", `${whose} has been requested before this step`, {
      hint: "Put a request step in front of it.",
    });
  }
  const { result } = request;
  return result.kind === "filled" ? result.ad : `${result.requestId} got no ad`;
}

function tell(
  { events, clock }: Session,
  told: {
    readonly type: "step.started" | "step.skipped";
    readonly step: number;
    readonly text: string;
    readonly detail?: string;
  },
): void {
  events.push({ atMs: clock.elapsedMs(), ...told } as MediationEvent);
}
