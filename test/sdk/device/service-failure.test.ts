import { expect, it } from "vitest";
import { ServiceFailure, toPublicError } from "../../../sdk/device/service-failure.ts";

const unavailable = ["ServiceUnavailableException", "Service is not available."] as const;
const unauthorized = "Caller is not authorized to call this API.";

// spec: on-device 6.2, status by status
it.each([
  [1, "ERR_DEVICE_ILLEGAL_STATE", "IllegalStateException", ""],
  [2, "ERR_DEVICE_ILLEGAL_ARGUMENT", "IllegalArgumentException", ""],
  [5, "ERR_DEVICE_LIMIT_EXCEEDED", "LimitExceededException", "API rate limit exceeded."],
  [7, "ERR_DEVICE_SERVICE_UNAVAILABLE", ...unavailable],
  [9, "ERR_DEVICE_SECURITY", "SecurityException", `${unauthorized} Permission was not requested.`],
  [10, "ERR_DEVICE_SECURITY", "SecurityException", `${unauthorized} Caller is not allowed.`],
  [
    11,
    "ERR_DEVICE_ILLEGAL_STATE",
    "IllegalStateException",
    "Background thread is not allowed to call this service.",
  ],
  [13, "ERR_DEVICE_TIMEOUT", "TimeoutException", "API timed out."],
  [14, "ERR_DEVICE_SERVICE_UNAVAILABLE", ...unavailable],
  [
    15,
    "ERR_DEVICE_INVALID_OBJECT",
    "InvalidObjectException",
    "The service received an invalid object from the server.",
  ],
  [17, "ERR_DEVICE_LIMIT_EXCEEDED", "LimitExceededException", "Server rate limit exceeded."],
  [
    29,
    "ERR_DEVICE_ILLEGAL_STATE",
    "IllegalStateException",
    "Failed to schedule update. A request is already pending.",
  ],
] as const)(
  "has an app see of status %d no more than %s, %s %j (spec: on-device 6.2)",
  (status, code, exception, exceptionMessage) => {
    const rule = "selection-failed";
    const failure = new ServiceFailure({ status, message: "a secret", rule, detail: "a secret" });

    const error = toPublicError("selectAds", failure);

    expect(error).toMatchObject({ code, details: { exception, exceptionMessage } });
    expect(JSON.stringify([error.message, error.hint, error.details])).not.toContain("secret");
  },
);
