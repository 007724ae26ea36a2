import type { InvalidBids } from "./mediate-auction.ts";
import type { MediateRequest } from "./mediate-request.ts";

/** Nothing was dropped. */
export const NO_INVALID_BIDS: InvalidBids = { count: 0, described: [] };

export interface ParsedMediation {
  readonly kind: "request";
  readonly request: MediateRequest;
  /** Those that were dropped, where the request wants that instead of a refusal. */
  readonly invalidBids: InvalidBids;
}

/** Why a body is no request. */
export interface MediateRefusal {
  readonly kind: "refused";
  readonly status: 400 | 422;
  readonly code: "BAD_REQUEST" | "VALIDATION_ERROR";
  /** Every problem with its path, one a line. */
  readonly message: string;
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}
