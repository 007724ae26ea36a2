import { MediationError, type ErrorCode } from "../foundation/errors.ts";
import type { LossRule } from "../model/loss-rules.ts";

/** Status codes of the device's service (spec: on-device 6.1), those that this simulator can reach. */
export const SERVICE_STATUS = { internalError: 1, invalidArgument: 2, timeout: 13 } as const;
export type ServiceStatus = (typeof SERVICE_STATUS)[keyof typeof SERVICE_STATUS];

/** What an app may know of a status: an exception class and its fixed words (spec: on-device 6.2). */
const PUBLIC_EXCEPTIONS: Record<
  ServiceStatus,
  { readonly code: ErrorCode; readonly className: string; readonly message: string }
> = {
  [SERVICE_STATUS.internalError]: {
    code: "ERR_DEVICE_ILLEGAL_STATE",
    className: "IllegalStateException",
    message: "",
  },
  [SERVICE_STATUS.invalidArgument]: {
    code: "ERR_DEVICE_ILLEGAL_ARGUMENT",
    className: "IllegalArgumentException",
    message: "",
  },
  [SERVICE_STATUS.timeout]: {
    code: "ERR_DEVICE_TIMEOUT",
    className: "TimeoutException",
    message: "API timed out.",
  },
};

export interface ServiceFailureOptions {
  readonly status: ServiceStatus;
  /** The service's own words, which no app sees. */
  readonly message: string;
  readonly rule: LossRule;
  /** For people: what happened, with the values. */
  readonly detail?: string;
}

/** How the device's service fails, before the public API hides why. Never leaves `sdk/device`. */
export class ServiceFailure extends Error {
  override readonly name = "ServiceFailure";
  readonly status: ServiceStatus;
  readonly rule: LossRule;
  readonly detail: string;

  constructor({ status, message, rule, detail }: ServiceFailureOptions) {
    super(message);
    this.status = status;
    this.rule = rule;
    this.detail = detail ?? message;
  }
}

/** An argument is wrong, and the call has not begun: nothing was fetched and no script ran. */
export function argumentRefused(message: string, detail?: string): ServiceFailure {
  const { invalidArgument } = SERVICE_STATUS;
  const rule = "argument-refused";
  return new ServiceFailure({ status: invalidArgument, message, rule, ...(detail && { detail }) });
}

/** True when the failure only says that nobody won, which the proposal answers with null. */
export function isNobodyWon({ rule }: ServiceFailure): boolean {
  return rule === "no-candidates" || rule === "no-valid-bids" || rule === "no-winning-score";
}

export function exceptionNameOf({ status }: ServiceFailure): string {
  return PUBLIC_EXCEPTIONS[status].className;
}

/** The one place where a service failure becomes what an app sees. */
export function toPublicError(api: string, failure: ServiceFailure): MediationError {
  const { code, className, message } = PUBLIC_EXCEPTIONS[failure.status];
  const words = message === "" ? "without a message" : `"${message}"`;
  return new MediationError(code, `${api} threw ${className} ${words}.`, {
    hint: "An app sees no more than this; the trace and the ledger have the service's own words.",
    details: { api, exception: className, exceptionMessage: message },
  });
}
