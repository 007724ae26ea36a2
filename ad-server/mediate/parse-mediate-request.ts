import { compileGuard } from "./compile-guard.ts";
import { decodePrices } from "./decode-prices.ts";
import { explainProblems, MAX_PROBLEMS } from "./explain-problems.ts";
import { hidesSomething } from "./hides-something.ts";
import { inspectRawText } from "./inspect-raw-text.ts";
import { MediateRequestSchema, type MediateRequest } from "./mediate-request.ts";
import { NO_INVALID_BIDS, type MediateRefusal, type ParsedMediation } from "./parsed-mediation.ts";
import { refuse } from "./refuse.ts";
import { setInvalidBidsAside, wantsNoInvalidBids } from "./set-invalid-bids-aside.ts";

const fits = compileGuard(MediateRequestSchema);

/**
 * Reads the body of a request as the documented service would (spec: mediate-endpoint 1.2, 1.3): what is not of the
 * right form is refused with 400, what is and has a value that is not allowed with 422, all of it at once.
 */
export function parseMediateRequest(text: string): ParsedMediation | MediateRefusal {
  const body = parseJson(text);
  if (body === undefined) return refuse(text, inspectRawText(text, []));
  const mayHide = hidesSomething(text, body);
  const undecodable = decodePrices(body);
  if (!mayHide && undecodable.length === 0 && fits(body)) {
    return { kind: "request", request: body as MediateRequest, invalidBids: NO_INVALID_BIDS };
  }
  if (wantsNoInvalidBids(body)) return setInvalidBidsAside(text, body, undecodable);
  const problems = inspectRawText(text, [
    ...undecodable.slice(0, MAX_PROBLEMS + 1),
    ...explainProblems(MediateRequestSchema, body),
  ]);
  if (problems.length === 0) {
    return { kind: "request", request: body as MediateRequest, invalidBids: NO_INVALID_BIDS };
  }
  return refuse(text, problems);
}

/** Undefined is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
