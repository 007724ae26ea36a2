import type { MediationEvent } from "../sdk/index.ts";
import type { Phone } from "./phone.ts";
import { describeStepFailure } from "./step-failure.ts";
import { checkStep } from "./steps/check-step.ts";
import { createOutcomeBook } from "./steps/outcome-book.ts";
import type { Step, StepEnd } from "./steps/step-definition.ts";
import { readStepRecord } from "./steps/step-record.ts";
import { definitionOf, renderStep } from "./steps/step-schema.ts";
import type { RequestRun, StepWorld } from "./steps/step-world.ts";

/** A step that ended otherwise than expected. */
export interface UnmetStep {
  /** Number of the step, from 1. */
  readonly step: number;
  readonly text: string;
  /** Which of its expectations; absent where it has none that speaks of it. */
  readonly key?: string;
  readonly message: string;
}

/** Hears after each step how many are done. */
export type OnProgress = (done: number, total: number) => void;

export interface StepsRun {
  readonly requests: readonly RequestRun[];
  readonly unmet: readonly UnmetStep[];
}

/**
 * Carries out the steps in order. A step that has nothing to act on – no ad to show, after a no-fill – is
 * skipped and says so, and what the device throws at an app is how a step ends; a step that could never work
 * is an error.
 *
 * @throws MediationError ERR_SCENARIO_STEP
 */
export async function runSteps(
  phone: Phone,
  steps: readonly Step[],
  onProgress: OnProgress = () => undefined,
): Promise<StepsRun> {
  const world: StepWorld = { phone, requests: [], outcomes: createOutcomeBook() };
  const unmet: UnmetStep[] = [];
  for (const [index, step] of steps.entries()) {
    const told = { step: index + 1, text: renderStep(step) };
    const eventCount = phone.events.length;
    await runStep(world, step, told);
    const record = readStepRecord(phone.events.slice(eventCount));
    unmet.push(...checkStep(step.expect, record).map((each) => ({ ...told, ...each })));
    onProgress(index + 1, steps.length);
  }
  return { requests: world.requests, unmet };
}

type Facts = Readonly<Record<string, unknown>>;
type Told = Pick<UnmetStep, "step" | "text">;

async function runStep(world: StepWorld, step: Step, told: Told): Promise<void> {
  const { phone } = world;
  const definition = definitionOf(step);
  const tell = (draft: { readonly type: MediationEvent["type"] } & Facts): void => {
    phone.events.push({ ...draft, atMs: phone.clock.elapsedMs() } as MediationEvent);
  };
  tell({ type: "step.started", ...told, scope: definition.scope });
  const end = await definition.run(world, step).catch((error: unknown) => {
    throw describeStepFailure(phone.events, `step ${told.step} (${told.text})`, error);
  });
  if (end !== undefined) tell({ ...toEvent(end), ...told });
  await phone.adServices.settled();
}

function toEvent(end: NonNullable<StepEnd>) {
  if (end.kind === "skipped") return { type: "step.skipped", detail: end.detail } as const;
  if (end.kind === "returned") {
    const { adSelectionId, renderUri } = end.outcome ?? {};
    return { type: "step.returned", adSelectionId, renderUri } as const;
  }
  const { exception, exceptionMessage } = end;
  return { type: "step.threw", exception, exceptionMessage } as const;
}
