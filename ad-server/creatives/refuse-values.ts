import { HttpError, type ErrorDetail } from "../http-errors.ts";

/**
 * Refuses values that have the right type and cannot be meant; `false` stands for a check that passed.
 * @throws HttpError UNPROCESSABLE_CONTENT
 */
export function refuseValues(checks: readonly (ErrorDetail | false)[]): void {
  const details = checks.filter((check) => check !== false);
  if (details.length === 0) return;
  throw new HttpError(
    "UNPROCESSABLE_CONTENT",
    "The request has values that are not allowed.",
    details,
  );
}
