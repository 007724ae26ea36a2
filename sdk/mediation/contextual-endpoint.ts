import { z } from "zod";
import { runWithin } from "../foundation/deadline.ts";
import type { Clock } from "../foundation/environment.ts";
import { MediationError } from "../foundation/errors.ts";
import type { HttpClient, HttpResponse, HttpResult } from "../foundation/http-client.ts";
import {
  AUCTION_HEADER,
  ContextualAnswerSchema,
  type ContextualAnswer,
  type ContextualRequest,
} from "../model/mediation-chain.ts";

export interface ContextualEndpoint {
  readonly url: string;
  readonly timeoutMs: number;
  readonly http: HttpClient;
  readonly clock: Clock;
}

export type ContextualResult =
  | ({ readonly kind: "answer"; readonly answer: ContextualAnswer } & FromAuction)
  | ({ readonly kind: "nothing" } & FromAuction)
  | { readonly kind: "failed"; readonly error: MediationError };

/** Which auction it came from, where the ad server says. */
interface FromAuction {
  readonly auctionId?: string | undefined;
}

/** Asks the ad server for a chain or a contextual ad. A server that is down, slow or wrong is a value. */
export async function askContextualEndpoint(
  endpoint: ContextualEndpoint,
  request: ContextualRequest,
): Promise<ContextualResult> {
  const { url, timeoutMs, http, clock } = endpoint;
  const answered = await runWithin(clock, { timeoutMs }, async ({ signal }) =>
    http.send(
      {
        method: "POST",
        url,
        purpose: "contextual-request",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(request),
      },
      signal,
    ),
  );
  if (answered.kind === "timed-out") {
    return failed("ERR_ENDPOINT_TIMEOUT", `POST ${url} did not answer within ${timeoutMs} ms.`);
  }
  return readResult(url, answered.value);
}

function readResult(url: string, result: HttpResult): ContextualResult {
  if (result.kind === "failure") {
    const message = `The contextual endpoint cannot be reached: ${result.detail}.`;
    return failed("ERR_ENDPOINT_UNREACHABLE", message);
  }
  const { [AUCTION_HEADER]: auctionId } = result.headers;
  if (result.status === 204) return { kind: "nothing", auctionId };
  if (result.status === 200) return readAnswer(url, result);
  const words = excerpt(result.body);
  return failed(
    "ERR_ENDPOINT_STATUS",
    `POST ${url} answered with status ${result.status}: ${words}`,
  );
}

function readAnswer(url: string, { body, headers }: HttpResponse): ContextualResult {
  const json = parseJson(body);
  if (json === undefined) {
    const type = headers["content-type"] ?? "no content type";
    const message = `POST ${url} answered with ${type} that is not JSON: ${excerpt(body)}`;
    return failed("ERR_ENDPOINT_INVALID", message);
  }
  const checked = ContextualAnswerSchema.safeParse(json);
  if (checked.success) {
    return { kind: "answer", answer: checked.data, auctionId: headers[AUCTION_HEADER] };
  }
  const problems = z.prettifyError(checked.error);
  const message = `POST ${url} answered with neither a chain nor a contextual ad:\n${problems}`;
  return failed("ERR_ENDPOINT_INVALID", message);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "") return "an empty body";
  return line.length > 120 ? `"${line.slice(0, 120)}…"` : `"${line}"`;
}

type EndpointErrorCode =
  | "ERR_ENDPOINT_INVALID"
  | "ERR_ENDPOINT_STATUS"
  | "ERR_ENDPOINT_TIMEOUT"
  | "ERR_ENDPOINT_UNREACHABLE";

const HINTS: Record<EndpointErrorCode, string> = {
  ERR_ENDPOINT_INVALID: "Compare the answer with the OpenAPI document that the ad server serves.",
  ERR_ENDPOINT_STATUS: "Look at what the ad server says in its body.",
  ERR_ENDPOINT_TIMEOUT: "Make the server faster, or raise endpointTimeoutMs.",
  ERR_ENDPOINT_UNREACHABLE: "Check that the ad server runs and that the address is right.",
};

function failed(code: EndpointErrorCode, message: string): ContextualResult {
  return { kind: "failed", error: new MediationError(code, message, { hint: HINTS[code] }) };
}
