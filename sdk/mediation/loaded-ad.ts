import type { AdInteraction } from "../adapter/network-adapter.ts";
import { runWithin } from "../foundation/deadline.ts";
import type { Clock } from "../foundation/environment.ts";
import { MediationError, messageOf } from "../foundation/errors.ts";
import type { Origin } from "../model/events/event-fields.ts";
import type { Emit, MediationEventOf } from "../model/mediation-event.ts";
import type { Placement } from "./placement.ts";

/** An ad the app may show, and the only way to report on it. */
export interface LoadedAd {
  readonly adId: string;
  readonly requestId: string;
  readonly slotId: string;
  readonly networkId: string;
  /** Absent when the first party won. */
  readonly nodeId: string | undefined;
  readonly source: Placement["source"];
  readonly renderUri: string;
  /** What the network said it pays; an auction on the device does not say. */
  readonly cpmUsd: number | undefined;
  readonly adSelectionId: string | undefined;
  /** @throws MediationError ERR_SDK_ALREADY_SHOWN */
  show(): void;
  /**
   * Has the winning network report the impression with its own config, once.
   *
   * @throws MediationError ERR_SDK_ALREADY_REPORTED, ERR_SDK_REPORT_FAILED
   */
  reportImpression(): Promise<void>;
  /**
   * Reports a click, a view or another interaction to whoever registered a beacon for it.
   *
   * @throws MediationError ERR_SDK_REPORT_FAILED
   */
  reportEvent(key: string, data?: string): Promise<void>;
}

interface AdIds {
  readonly adId: string;
  readonly requestId: string;
  readonly slotId: string;
}

/** What an ad keeps of the request that loaded it. */
export interface AdWorld {
  readonly clock: Clock;
  readonly emit: Emit;
  /** How long the winning network may take to report. */
  readonly reportTimeoutMs: number;
}

export function createLoadedAd(ids: AdIds, placement: Placement, world: AdWorld): LoadedAd {
  const { source, networkId, nodeId, fill } = placement;
  const { renderUri, cpmUsd, adSelectionId } = fill;
  const { adId, requestId } = ids;
  const facts = { requestId, adId, networkId };
  const { emit } = world;
  const reporting = { ...world, placement, facts };
  let isShown = false;
  let isReported = false;
  return {
    ...ids,
    networkId,
    nodeId,
    source,
    renderUri,
    cpmUsd,
    adSelectionId,
    show() {
      if (isShown) throw alreadyShown(adId);
      isShown = true;
      emit({ type: "ad.shown", ...facts, renderUri });
    },
    async reportImpression() {
      if (isReported) throw refuseImpression(reporting);
      isReported = true; // a report that fails may have reached somebody, so it counts
      await reportImpression(reporting);
    },
    reportEvent: (key, data = "") => reportEvent(reporting, { key, data }),
  };
}

interface Reporting extends AdWorld {
  readonly placement: Placement;
  readonly facts: Pick<MediationEventOf<"impression.reported">, "requestId" | "adId" | "networkId">;
}

function refuseImpression({ facts, emit }: Reporting): MediationError {
  const detail = "an impression is reported once; a second report would be paid twice";
  emit({ type: "impression.refused", ...facts, detail });
  return new MediationError(
    "ERR_SDK_ALREADY_REPORTED",
    `Cannot report the impression of ${facts.adId} a second time: ${detail}.`,
    { hint: "Report each impression once. Android would ping again; the SDK refuses." },
  );
}

async function reportImpression(reporting: Reporting): Promise<void> {
  const { placement, facts, emit } = reporting;
  const { reporter, fill } = placement;
  try {
    await inTime(reporting, async () =>
      reporter.reportImpression?.(fill, originOf(facts, placement)),
    );
  } catch (error) {
    emit({ type: "impression.failed", ...facts, ...describe(error) });
    throw reportFailed(`the impression of ${facts.adId}`, facts.networkId, error);
  }
  emit({ type: "impression.reported", ...facts });
}

async function reportEvent(reporting: Reporting, event: AdInteraction): Promise<void> {
  const { placement, facts, emit } = reporting;
  const { reporter, fill } = placement;
  const { key } = event;
  try {
    await inTime(reporting, async () =>
      reporter.reportEvent?.(fill, event, originOf(facts, placement)),
    );
  } catch (error) {
    emit({ type: "interaction.failed", ...facts, key, ...describe(error) });
    throw reportFailed(`"${key}" of ${facts.adId}`, facts.networkId, error);
  }
  emit({ type: "interaction.reported", ...facts, key });
}

/** A network is foreign code: one that never comes back must not hold up the app. */
async function inTime(
  { clock, reportTimeoutMs: timeoutMs }: AdWorld,
  report: () => Promise<void>,
): Promise<void> {
  const reported = await runWithin(clock, { timeoutMs }, report);
  if (reported.kind === "finished") return;
  throw new MediationError("ERR_ADAPTER_FAILED", `it did not report within ${timeoutMs} ms`);
}

function originOf({ requestId }: Reporting["facts"], { nodeId }: Placement): Origin {
  return { requestId, ...(nodeId !== undefined && { nodeId }) };
}

function describe(error: unknown): { readonly code: string; readonly detail: string } {
  const code = error instanceof MediationError ? error.code : "ERR_ADAPTER_FAILED";
  return { code, detail: messageOf(error) };
}

function alreadyShown(adId: string): MediationError {
  return new MediationError("ERR_SDK_ALREADY_SHOWN", `Cannot show ${adId}: it was shown already.`, {
    hint: "Request another ad for the slot.",
  });
}

function reportFailed(what: string, networkId: string, cause: unknown): MediationError {
  return new MediationError(
    "ERR_SDK_REPORT_FAILED",
    `Network "${networkId}" could not report ${what}: ${messageOf(cause)}`,
    { cause, hint: "The ledger names the script, the line and what it returned." },
  );
}
