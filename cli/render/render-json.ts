import type { MediationEvent } from "../../sdk/index.ts";
import type { RequestRun, ScenarioRun } from "../../simulator/index.ts";

/** A run as one JSON document for programs: results first, every event last. */
export function renderJson(run: ScenarioRun): string {
  const { name, seed, profile, mode, requests, unmetExpectations, ledger, events } = run;
  const results = requests.map(toPlainResult);
  const steps = events.flatMap(toPlainStep);
  const document = { name, seed, profile, mode, requests: results, steps, unmetExpectations };
  return `${JSON.stringify({ ...document, ledger, events }, null, 2)}\n`;
}

/** How each step on the device ended. */
function toPlainStep(event: MediationEvent): readonly object[] {
  if (event.type !== "step.returned" && event.type !== "step.threw") return [];
  const { type, atMs: _atMs, ...facts } = event;
  return [{ ...facts, kind: type.replace("step.", "") }];
}

function toPlainResult({ slotId, result }: RequestRun): object {
  const { requestId, kind } = result;
  const common = { requestId, slotId, kind };
  if (result.kind === "no-fill") return { ...common, reason: result.reason };
  if (result.kind === "failed") {
    const { code, message } = result.error;
    return { ...common, error: { code, message } };
  }
  const { adId, source, networkId, nodeId, renderUri, cpmUsd, adSelectionId } = result.ad;
  const ad = { adId, source, networkId, nodeId, renderUri, cpmUsd, adSelectionId };
  return { ...common, ad };
}
