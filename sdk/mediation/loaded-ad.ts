import { MediationError, messageOf } from "../foundation/errors.ts";
import type { Emit } from "../model/mediation-event.ts";
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

export function createLoadedAd(
  ids: { readonly adId: string; readonly requestId: string; readonly slotId: string },
  placement: Placement,
  emit: Emit,
): LoadedAd {
  const { source, networkId, nodeId, fill, reporter } = placement;
  const { renderUri, cpmUsd, adSelectionId } = fill;
  const { adId, requestId } = ids;
  const facts = { requestId, adId, networkId };
  const origin = { requestId, ...(nodeId !== undefined && { nodeId }) };
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
      if (isReported) {
        const detail = "an impression is reported once; a second report would be paid twice";
        emit({ type: "impression.refused", ...facts, detail });
        throw alreadyReported(adId);
      }
      isReported = true;
      try {
        await reporter.reportImpression?.(fill, origin);
      } catch (error) {
        emit({ type: "impression.failed", ...facts, ...describe(error) });
        throw reportFailed(`the impression of ${adId}`, networkId, error);
      }
      emit({ type: "impression.reported", ...facts });
    },
    async reportEvent(key, data = "") {
      try {
        await reporter.reportEvent?.(fill, { key, data }, origin);
      } catch (error) {
        emit({ type: "interaction.failed", ...facts, key, ...describe(error) });
        throw reportFailed(`"${key}" of ${adId}`, networkId, error);
      }
      emit({ type: "interaction.reported", ...facts, key });
    },
  };
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

function alreadyReported(adId: string): MediationError {
  return new MediationError(
    "ERR_SDK_ALREADY_REPORTED",
    `Cannot report the impression of ${adId}: it was reported already.`,
    { hint: "Report each impression once. Android would ping again; the SDK refuses." },
  );
}

function reportFailed(what: string, networkId: string, cause: unknown): MediationError {
  return new MediationError(
    "ERR_SDK_REPORT_FAILED",
    `Network "${networkId}" could not report ${what}: ${messageOf(cause)}`,
    { cause, hint: "The ledger names the script, the line and what it returned." },
  );
}
