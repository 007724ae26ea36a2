import type { MediationEvent } from "../../sdk/index.ts";

export interface SplitRun {
  /** What happened in each step on the device, by the number of the step. */
  readonly ofSteps: ReadonlyMap<number, readonly MediationEvent[]>;
  /** The SDK's requests and what belongs to them, and the beginning of each step. */
  readonly others: readonly MediationEvent[];
}

/** Tells what steps did on the device from what the SDK did there, which may go on during a later step. */
export function splitRun(events: readonly MediationEvent[]): SplitRun {
  const ofSteps = new Map<number, MediationEvent[]>();
  const others: MediationEvent[] = [];
  let ofStep: MediationEvent[] | undefined;
  for (const event of events) {
    const isOfRequest = "requestId" in event && event.requestId !== undefined;
    if (event.type === "step.started") {
      ofStep = event.scope === "device" ? [event] : undefined;
      if (ofStep !== undefined) ofSteps.set(event.step, ofStep);
      others.push(event);
    } else if (isOfRequest || ofStep === undefined) others.push(event);
    else ofStep.push(event);
  }
  return { ofSteps, others };
}
