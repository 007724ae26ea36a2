import type { Clock, HttpClient, HttpRequest, HttpResult } from "fledgling";

/** What stands at an address: a body, an answer in full, a way to fail, or whatever the request deserves. */
export type Route = string | Answer | ((request: HttpRequest) => Route);

/** Unless it says otherwise, an answer is empty, has status 200 and takes no time. */
export interface Answer {
  readonly status?: number;
  readonly body?: string;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly latencyMs?: number;
}

/** Never answers. */
export const hang: Answer = { latencyMs: Number.POSITIVE_INFINITY };

/** Nobody listens there. */
export const unreachable: Answer = { status: 0 };

export interface ScriptedInternet extends HttpClient {
  /** Everything that was asked for, in order. */
  readonly requests: readonly HttpRequest[];
  /** From now on another route stands at an address. */
  serve(url: string, route: Route): void;
}

/** An internet of routes: of those that a request's address begins with, the longest answers; others are 404. */
export function createScriptedInternet(
  clock: Clock,
  routes: Readonly<Record<string, Route>>,
): ScriptedInternet {
  const routeByUrl = new Map(Object.entries(routes));
  const requests: HttpRequest[] = [];
  return {
    requests,
    serve: (url, route) => {
      routeByUrl.set(url, route);
    },
    async send(request, signal) {
      requests.push(request);
      const { latencyMs = 0, ...answer } = resolveRoute(findRoute(routeByUrl, request), request);
      signal?.throwIfAborted();
      if (latencyMs > 0) await clock.sleep(latencyMs, signal);
      return toResult(request, answer);
    },
  };
}

function findRoute(routes: ReadonlyMap<string, Route>, { url }: HttpRequest): Route {
  const [prefix = ""] = [...routes.keys()]
    .filter((each) => url.startsWith(each))
    .toSorted((one, other) => other.length - one.length);
  return routes.get(prefix) ?? { status: 404 };
}

function resolveRoute(route: Route, request: HttpRequest): Answer {
  if (typeof route === "function") return resolveRoute(route(request), request);
  return typeof route === "string" ? { body: route } : route;
}

function toResult(
  { url }: HttpRequest,
  { status = 200, body = "", headers = {} }: Answer,
): HttpResult {
  return status === 0
    ? { kind: "failure", reason: "unreachable", detail: `${url} is unreachable` }
    : { kind: "response", status, headers, body };
}
