import type { HttpClient, HttpFailure, HttpRequest, HttpResponse } from "./http-client.ts";

/** One more is a failure (Fetch standard, HTTP-redirect). */
export const maxRedirects = 20;

/** Statuses after which a POST becomes a GET, and those after which it stays one (Fetch standard, HTTP-redirect). */
const becomeGet = new Set([301, 302, 303]);
const stayTheSame = new Set([307, 308]);

/** The same client; of an exchange that redirects, whoever asks sees the last answer only. */
export function withRedirects(http: HttpClient): HttpClient {
  return {
    async send(request, signal) {
      let hop = request;
      for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
        const answer = await http.send(hop, signal);
        const next = answer.kind === "response" ? followRedirect(hop, answer) : undefined;
        if (next === undefined) return answer;
        hop = next;
      }
      return tooManyRedirects(request);
    },
  };
}

export function tooManyRedirects({ method, url }: HttpRequest): HttpFailure {
  const detail = `${method} ${url} failed: more than ${maxRedirects} redirects`;
  return { kind: "failure", reason: "unreachable", detail };
}

/** The request that a redirect asks for; undefined for every other answer, which is then the last one. */
export function followRedirect(
  request: HttpRequest,
  { status, headers }: Pick<HttpResponse, "status" | "headers">,
): HttpRequest | undefined {
  const { location } = headers;
  if (location === undefined) return undefined;
  const url = URL.parse(location, request.url)?.href ?? location;
  const next = { ...withoutSecrets(request, url), url };
  if (stayTheSame.has(status)) return next;
  if (!becomeGet.has(status)) return undefined;
  const { body: _, ...bodiless } = next;
  return { ...bodiless, method: "GET" };
}

/** Headers do not follow to another origin: they may hold what only the first one should know. */
function withoutSecrets(request: HttpRequest, url: string): HttpRequest {
  if (URL.parse(url)?.origin === URL.parse(request.url)?.origin) return request;
  const { headers: _, ...headerless } = request;
  return headerless;
}
