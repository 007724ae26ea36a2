import { runWithin } from "../foundation/deadline.ts";
import {
  androidMaxResponseBytes,
  type HttpClient,
  type HttpFailure,
  type HttpRequest,
  type HttpResult,
} from "../foundation/http-client.ts";
import { followRedirect, maxRedirects, tooManyRedirects } from "../foundation/redirect.ts";
import { createAddressBook, type AddressBook } from "./address-book.ts";
import { describeNetworkError } from "./network-error.ts";
import { readBody } from "./read-body.ts";
import { createSystemClock } from "./system-clock.ts";

export interface FetchHttpClientOptions {
  /** By host name, the base address that stands in for it. Whoever makes requests sees https only. */
  readonly hosts?: Readonly<Record<string, string>>;
  readonly maxResponseBytes?: number;
  /** For a whole exchange, its redirects and the answer's body included. */
  readonly timeoutMs?: number;
}

/**
 * The internet, through the host's `fetch`. The default limit on answers is Android's (spec: on-device 5).
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function createFetchHttpClient(options: FetchHttpClientOptions = {}): HttpClient {
  const { hosts = {}, maxResponseBytes = androidMaxResponseBytes, timeoutMs = 5_000 } = options;
  const addressOf = createAddressBook(hosts);
  const clock = createSystemClock();

  return {
    async send(request, signal) {
      const outer = signal && { signal, remainingMs: () => Infinity };
      const answer = await runWithin(clock, { timeoutMs, outer }, (deadline) =>
        exchange(request, {
          addressOf,
          maxResponseBytes,
          ...limitOf(request),
          signal: deadline.signal,
        }),
      );
      if (answer.kind === "finished") return answer.value;
      return fail(request, "unreachable", `no full answer within ${timeoutMs} ms`);
    },
  };
}

function limitOf({ maxResponseBytes }: HttpRequest): { readonly maxResponseBytes?: number } {
  return maxResponseBytes === undefined ? {} : { maxResponseBytes };
}

interface Limits {
  readonly addressOf: AddressBook;
  readonly maxResponseBytes: number;
  readonly signal: AbortSignal;
}

async function exchange(request: HttpRequest, limits: Limits): Promise<HttpResult> {
  let hop = request;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const address = limits.addressOf(hop.url, request.url);
    if (address.kind === "refused") return fail(request, "not-allowed", address.because);
    try {
      const response = await fetch(address.url, toInit(hop, limits.signal));
      const next = followRedirect(hop, {
        status: response.status,
        headers: Object.fromEntries(response.headers),
      });
      if (next === undefined) return await toResult(request, response, limits);
      await response.body?.cancel();
      hop = next;
    } catch (error) {
      const via = address.url === request.url ? "" : `sent to ${address.url}: `;
      return fail(request, "unreachable", via + describeNetworkError(error));
    }
  }
  return tooManyRedirects(request);
}

function toInit({ method, headers, body }: HttpRequest, signal: AbortSignal): RequestInit {
  return {
    method,
    signal,
    redirect: "manual",
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
  };
}

async function toResult(
  request: HttpRequest,
  response: Response,
  { maxResponseBytes }: Limits,
): Promise<HttpResult> {
  const body = await readBody(response, maxResponseBytes);
  if (body === undefined) {
    return fail(request, "too-large", `the answer is over ${maxResponseBytes} bytes`);
  }
  const headers = Object.fromEntries(response.headers);
  return { kind: "response", status: response.status, headers, body };
}

function fail(
  { method, url }: HttpRequest,
  reason: HttpFailure["reason"],
  because: string,
): HttpFailure {
  return { kind: "failure", reason, detail: `${method} ${url} failed: ${because}` };
}
