import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { MediationError } from "../sdk/foundation/errors.ts";
import { explainFailure, isOfSqlite } from "./store/open-database.ts";

/** Every error a client can meet, and its status. */
const HTTP_ERRORS = {
  BAD_REQUEST: 400,
  VALIDATION_ERROR: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  URI_TOO_LONG: 414,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UNPROCESSABLE_CONTENT: 422,
  HEADERS_TOO_LARGE: 431,
  INTERNAL_ERROR: 500,
  STORE_DAMAGED: 500,
  STORE_FAILED: 507,
} as const;

export type HttpErrorCode = keyof typeof HTTP_ERRORS;

/** For the refusals that Fastify makes by itself. */
const codeByStatus: ReadonlyMap<unknown, HttpErrorCode> = new Map([
  [400, "BAD_REQUEST"],
  [413, "PAYLOAD_TOO_LARGE"],
  [414, "URI_TOO_LONG"],
  [415, "UNSUPPORTED_MEDIA_TYPE"],
]);

const ErrorDetailSchema = z.strictObject({ path: z.string(), message: z.string() });
export type ErrorDetail = z.infer<typeof ErrorDetailSchema>;

const unwritable =
  "The database cannot be written to: is its disk full, or another program at work on it?";

/** The one shape of every error body. */
export const ErrorBodySchema = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    details: z.array(ErrorDetailSchema),
  }),
});

/** A refusal that the client is told in full. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly code: HttpErrorCode;
  readonly details: readonly ErrorDetail[];

  constructor(code: HttpErrorCode, message: string, details: readonly ErrorDetail[] = []) {
    super(message);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return HTTP_ERRORS[this.code];
  }

  toBody(): z.infer<typeof ErrorBodySchema> {
    return { error: { code: this.code, message: this.message, details: [...this.details] } };
  }
}

/** Turns whatever was thrown into an answer; of a failure that is not the client's, nothing leaves the server. */
export function answerError(thrown: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  const error = toHttpError(thrown);
  if (error.code === "UNAUTHORIZED") void reply.header("www-authenticate", "Bearer");
  void reply.code(error.status).type("application/json; charset=utf-8").send(error.toBody());
}

/** What may be said of it. Fastify's own refusals carry a status and a message fit for clients. */
export function toHttpError(thrown: unknown): HttpError {
  if (thrown instanceof HttpError) return thrown;
  const code =
    thrown instanceof Error && "statusCode" in thrown && codeByStatus.get(thrown.statusCode);
  if (code === "UNSUPPORTED_MEDIA_TYPE") {
    return new HttpError(code, "Send the body with the header content-type: application/json.");
  }
  if (code) return new HttpError(code, thrown.message);
  const failure = storeFailureOf(thrown);
  if (failure === "ERR_STORE_UNWRITABLE") return new HttpError("STORE_FAILED", unwritable);
  if (failure === "ERR_STORE_UNREADABLE") {
    return new HttpError("STORE_DAMAGED", "The database cannot be read: its file is damaged.");
  }
  return new HttpError("INTERNAL_ERROR", "The ad server failed on this request.");
}

function storeFailureOf(thrown: unknown): string | undefined {
  const failure = isOfSqlite(thrown) ? explainFailure("the file", thrown) : thrown;
  return failure instanceof MediationError ? failure.code : undefined;
}
