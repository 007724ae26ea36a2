import type { AdInteraction } from "../../adapter/network-adapter.ts";
import { runWithin } from "../../foundation/deadline.ts";
import { MediationError, messageOf } from "../../foundation/errors.ts";
import type { Origin } from "../../model/events/event-fields.ts";
import type { AdContext } from "./ad-world.ts";

/**
 * Has the winning network report the impression with its own config.
 *
 * @throws MediationError ERR_SDK_REPORT_FAILED
 */
export async function sendImpression(context: AdContext): Promise<void> {
  const { placement, facts, emit } = context;
  const { reporter, fill } = placement;
  try {
    await inTime(context, async () => reporter.reportImpression?.(fill, originOf(context)));
  } catch (error) {
    emit({ type: "impression.failed", ...facts, ...describe(error) });
    throw reportFailed(`the impression of ${facts.adId}`, facts.networkId, error);
  }
  emit({ type: "impression.reported", ...facts });
}

/** @throws MediationError ERR_SDK_REPORT_FAILED */
export async function sendInteraction(context: AdContext, event: AdInteraction): Promise<void> {
  const { placement, facts, emit } = context;
  const { reporter, fill } = placement;
  const { key } = event;
  try {
    await inTime(context, async () => reporter.reportEvent?.(fill, event, originOf(context)));
  } catch (error) {
    emit({ type: "interaction.failed", ...facts, key, ...describe(error) });
    throw reportFailed(`"${key}" of ${facts.adId}`, facts.networkId, error);
  }
  emit({ type: "interaction.reported", ...facts, key });
}

/** Whom a network does something for. */
export function originOf({ facts, placement }: AdContext): Origin {
  const { requestId } = facts;
  const { nodeId } = placement;
  return { requestId, ...(nodeId !== undefined && { nodeId }) };
}

/** A network is foreign code: one that never comes back must not hold up the app. */
async function inTime({ clock, options }: AdContext, report: () => Promise<void>): Promise<void> {
  const { reportTimeoutMs: timeoutMs } = options;
  const reported = await runWithin(clock, { timeoutMs }, report);
  if (reported.kind === "finished") return;
  throw new MediationError("ERR_ADAPTER_FAILED", `it did not report within ${timeoutMs} ms`);
}

function describe(error: unknown): { readonly code: string; readonly detail: string } {
  const code = error instanceof MediationError ? error.code : "ERR_ADAPTER_FAILED";
  return { code, detail: messageOf(error) };
}

function reportFailed(what: string, networkId: string, cause: unknown): MediationError {
  return new MediationError(
    "ERR_SDK_REPORT_FAILED",
    `Network "${networkId}" could not report ${what}: ${messageOf(cause)}`,
    { cause, hint: "The ledger names the script, the line and what it returned." },
  );
}
