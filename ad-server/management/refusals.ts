import { HttpError, type ErrorDetail } from "../http-errors.ts";

/** Refuses what fits the schema and still cannot be, with every problem at once. */
export function refuseProblems(details: readonly ErrorDetail[]): void {
  if (details.length === 0) return;
  const message = "The body does not fit what the platform knows.";
  throw new HttpError("VALIDATION_ERROR", message, details);
}

export function conflict(path: string, message: string): HttpError {
  return new HttpError("CONFLICT", "The body conflicts with what is there.", [{ path, message }]);
}

export function notFound(noun: string, id: number): HttpError {
  return new HttpError("NOT_FOUND", `There is no ${noun} ${id}.`);
}
