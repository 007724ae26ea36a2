import { z } from "zod";
import type { MediateRefusal } from "./parsed-mediation.ts";

/** What can go wrong here, in both the documented spelling and that of the running service. */
const MEDIATE_ERRORS = {
  400: { code: "BAD_REQUEST", kind: "bad_request" },
  404: { code: "NOT_FOUND", kind: "not_found" },
  405: { code: "METHOD_NOT_ALLOWED", kind: "method_not_allowed" },
  408: { code: "REQUEST_TIMEOUT", kind: "request_timeout" },
  413: { code: "PAYLOAD_TOO_LARGE", kind: "payload_too_large" },
  415: { code: "UNSUPPORTED_MEDIA_TYPE", kind: "unsupported_media_type" },
  422: { code: "VALIDATION_ERROR", kind: "validation" },
  500: { code: "INTERNAL_ERROR", kind: "internal" },
} as const;
type MediateStatus = keyof typeof MEDIATE_ERRORS;

/** Everything that any of the three known clients reads (spec: mediate-endpoint 0), and the house's own `details`. */
export const MediateErrorBodySchema = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    status: z.int(),
    kind: z.string(),
    message: z.string(),
    details: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  }),
});

export const MAX_BODY_MIB = 4;

/** A refusal of the endpoint, thrown within its route. */
export class MediateError extends Error {
  override readonly name = "MediateError";
  readonly status: MediateStatus;
  readonly details: MediateRefusal["problems"];

  constructor(status: MediateStatus, message: string, details: MediateRefusal["problems"] = []) {
    super(message);
    this.status = status;
    this.details = details;
  }

  toBody(): z.infer<typeof MediateErrorBodySchema> {
    const { status, message, details } = this;
    return { error: { ...MEDIATE_ERRORS[status], status, message, details: [...details] } };
  }
}

/** Fastify's own refusals carry a status and a message fit for clients; of other failures nothing leaves the server. */
export function toMediateError(thrown: unknown): MediateError {
  if (thrown instanceof MediateError) return thrown;
  if (thrown instanceof Error && "statusCode" in thrown) {
    const status = Number(thrown.statusCode);
    if (status === 413) return new MediateError(413, `the body is larger than ${MAX_BODY_MIB} MiB`);
    if (status < 500 && isMediateStatus(status)) return new MediateError(status, thrown.message);
  }
  return new MediateError(500, "The ad server failed on this request.");
}

function isMediateStatus(status: number): status is MediateStatus {
  return Object.hasOwn(MEDIATE_ERRORS, status);
}
