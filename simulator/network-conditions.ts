import type { Clock, HttpClient, HttpResult } from "../sdk/index.ts";

export interface NetworkConditions {
  /** Round trip of every request that no route says otherwise for. */
  readonly latencyMs: number;
  readonly routes: readonly NetworkRoute[];
}

export interface NetworkRoute {
  /** How the address begins. */
  readonly url: string;
  readonly latencyMs?: number | undefined;
  readonly fault?: NetworkFault | undefined;
  /** What answers from here say besides; names in any case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export type NetworkFault =
  | "unreachable"
  | "hang"
  | { readonly status: number; readonly body: string; readonly contentType: string };

/** Puts latency and faults in front of a client; of several routes that fit, the longest counts. */
export function withNetworkConditions(
  http: HttpClient,
  clock: Clock,
  conditions: NetworkConditions,
): HttpClient {
  return {
    async send(request, signal) {
      const route = findRoute(conditions.routes, request.url);
      await clock.sleep(route?.latencyMs ?? conditions.latencyMs, signal);
      if (route?.fault === "hang") await clock.sleep(Number.POSITIVE_INFINITY, signal);
      const answer = route?.fault
        ? answerWith(route.fault, request.url)
        : await http.send(request, signal);
      return addHeaders(answer, route?.headers);
    },
  };
}

function findRoute(routes: readonly NetworkRoute[], url: string): NetworkRoute | undefined {
  return routes
    .filter((route) => url.startsWith(route.url))
    .toSorted((one, other) => other.url.length - one.url.length)[0];
}

function addHeaders(answer: HttpResult, headers: NetworkRoute["headers"] = {}): HttpResult {
  if (answer.kind === "failure") return answer;
  const added = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...answer, headers: { ...answer.headers, ...Object.fromEntries(added) } };
}

function answerWith(fault: NetworkFault, url: string): HttpResult {
  if (typeof fault === "string") {
    const detail = `${url} is unreachable: the scenario's network says so`;
    return { kind: "failure", reason: "unreachable", detail };
  }
  const { status, body, contentType } = fault;
  return { kind: "response", status, body, headers: { "content-type": contentType } };
}
