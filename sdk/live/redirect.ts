import type { HttpRequest } from "../foundation/http-client.ts";

/** Statuses after which a POST becomes a GET, and those after which it stays one (Fetch standard, HTTP-redirect). */
const becomeGet = new Set([301, 302, 303]);
const stayTheSame = new Set([307, 308]);

/** The request that a redirect asks for; undefined for every other answer, which is then the last one. */
export function followRedirect(request: HttpRequest, response: Response): HttpRequest | undefined {
  const location = response.headers.get("location");
  if (location === null) return undefined;
  const url = URL.parse(location, request.url)?.href ?? location;
  const next = { ...withoutSecrets(request, url), url };
  if (stayTheSame.has(response.status)) return next;
  if (!becomeGet.has(response.status)) return undefined;
  const { body: _, ...bodiless } = next;
  return { ...bodiless, method: "GET" };
}

/** Headers do not follow to another origin: they may hold what only the first one should know. */
function withoutSecrets(request: HttpRequest, url: string): HttpRequest {
  if (URL.parse(url)?.origin === URL.parse(request.url)?.origin) return request;
  const { headers: _, ...headerless } = request;
  return headerless;
}
