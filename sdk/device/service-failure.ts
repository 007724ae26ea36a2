import { MediationError, type ErrorCode } from "../foundation/errors.ts";
import { isNobodyWonRule, type LossRule } from "../model/loss-rules.ts";

/** Status codes of the device's service (spec: on-device 6.1), those that this simulator can reach. */
export const SERVICE_STATUS = {
  /** There is no service to ask. */
  unset: -1,
  internalError: 1,
  invalidArgument: 2,
  rateLimitReached: 5,
  userConsentRevoked: 7,
  permissionNotRequested: 9,
  callerNotAllowed: 10,
  backgroundCaller: 11,
  timeout: 13,
  sandboxUnavailable: 14,
  invalidObject: 15,
  serverRateLimitReached: 17,
  updateAlreadyPending: 29,
} as const;
export type ServiceStatus = (typeof SERVICE_STATUS)[keyof typeof SERVICE_STATUS];

/** What an app gets to see. */
export interface PublicException {
  readonly code: ErrorCode;
  readonly className: string;
  readonly message: string;
  /** Thrown by the call itself, before the service has a say; others reach the app's receiver. */
  readonly isSynchronous?: true;
}

/** What an app may know of a status: an exception class and its fixed words (spec: on-device 6.2). */
const PUBLIC_EXCEPTIONS: Record<ServiceStatus, PublicException> = {
  [SERVICE_STATUS.unset]: {
    code: "ERR_DEVICE_ILLEGAL_STATE",
    className: "IllegalStateException",
    message: "Unable to find the AdSelection service.",
    isSynchronous: true,
  },
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
  [SERVICE_STATUS.rateLimitReached]: {
    code: "ERR_DEVICE_LIMIT_EXCEEDED",
    className: "LimitExceededException",
    message: "API rate limit exceeded.",
  },
  [SERVICE_STATUS.userConsentRevoked]: {
    code: "ERR_DEVICE_SERVICE_UNAVAILABLE",
    className: "ServiceUnavailableException",
    message: "Service is not available.",
  },
  [SERVICE_STATUS.permissionNotRequested]: {
    code: "ERR_DEVICE_SECURITY",
    className: "SecurityException",
    message: "Caller is not authorized to call this API. Permission was not requested.",
    isSynchronous: true,
  },
  [SERVICE_STATUS.callerNotAllowed]: {
    code: "ERR_DEVICE_SECURITY",
    className: "SecurityException",
    message: "Caller is not authorized to call this API. Caller is not allowed.",
  },
  [SERVICE_STATUS.backgroundCaller]: {
    code: "ERR_DEVICE_ILLEGAL_STATE",
    className: "IllegalStateException",
    message: "Background thread is not allowed to call this service.",
  },
  [SERVICE_STATUS.timeout]: {
    code: "ERR_DEVICE_TIMEOUT",
    className: "TimeoutException",
    message: "API timed out.",
  },
  [SERVICE_STATUS.sandboxUnavailable]: {
    code: "ERR_DEVICE_SERVICE_UNAVAILABLE",
    className: "ServiceUnavailableException",
    message: "Service is not available.",
  },
  [SERVICE_STATUS.invalidObject]: {
    code: "ERR_DEVICE_INVALID_OBJECT",
    className: "InvalidObjectException",
    message: "The service received an invalid object from the server.",
  },
  [SERVICE_STATUS.serverRateLimitReached]: {
    code: "ERR_DEVICE_LIMIT_EXCEEDED",
    className: "LimitExceededException",
    message: "Server rate limit exceeded.",
  },
  [SERVICE_STATUS.updateAlreadyPending]: {
    code: "ERR_DEVICE_ILLEGAL_STATE",
    className: "IllegalStateException",
    message: "Failed to schedule update. A request is already pending.",
  },
};

export interface ServiceFailureOptions {
  readonly status: ServiceStatus;
  /** The service's own words, which no app sees. */
  readonly message: string;
  readonly rule: LossRule;
  /** For people: what happened, with the values. */
  readonly detail?: string;
  /** Where it is not the one of the status. */
  readonly exception?: PublicException;
}

/** How the device's service fails, before the public API hides why. Never leaves `sdk/device`. */
export class ServiceFailure extends Error {
  override readonly name = "ServiceFailure";
  readonly status: ServiceStatus;
  readonly rule: LossRule;
  readonly detail: string;
  readonly exception: PublicException;

  constructor({ status, message, rule, detail, exception }: ServiceFailureOptions) {
    super(message);
    this.status = status;
    this.rule = rule;
    this.detail = detail ?? message;
    this.exception = exception ?? PUBLIC_EXCEPTIONS[status];
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
  return isNobodyWonRule(rule);
}

export function exceptionNameOf({ exception }: ServiceFailure): string {
  return exception.className;
}

/** Whether the failure comes from the call itself: the service has said nothing then. */
export function isSynchronous({ exception }: ServiceFailure): boolean {
  return exception.isSynchronous ?? false;
}

/** The one place where a service failure becomes what an app sees. */
export function toPublicError(api: string, failure: ServiceFailure): MediationError {
  const { code, className, message } = failure.exception;
  const words = message === "" ? "without a message" : `"${message}"`;
  const thrown = isSynchronous(failure) && { isSynchronous: true };
  const when = thrown ? ", at once and not through the receiver" : "";
  return new MediationError(code, `${api} threw ${className} ${words}${when}.`, {
    hint: "An app sees no more than this; the trace and the ledger have the service's own words.",
    details: {
      api,
      exception: className,
      exceptionMessage: message,
      ...thrown,
    },
  });
}
