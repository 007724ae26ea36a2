import type { Clock, HttpClient, HttpResult, Random } from "../sdk/index.ts";

import {
  named,
  type NetworkConditions,
  type NetworkFault,
  type NetworkRoute,
} from "./change-network.ts";

export interface ConditionedNetwork {
  readonly clock: Clock;
  /** Forked for each request by its address and how often that was asked, so that routes change nobody's luck. */
  readonly luck: Random;
  readonly conditions: () => NetworkConditions;
}

/** After how long a phone gives up on a connection whose packets get lost. */
const connectionTimeoutMs = 10_000;

/** Puts latency and faults in front of a client; of several routes that fit, the longest counts. */
export function withNetworkConditions(
  http: HttpClient,
  { clock, luck, conditions }: ConditionedNetwork,
): HttpClient {
  const asked = new Map<string, number>();
  return {
    async send(request, signal) {
      const { url } = request;
      const count = (asked.get(url) ?? 0) + 1;
      asked.set(url, count);
      const { routes, ...usual } = conditions();
      const route = findRoute(routes, url);
      const quality = { ...usual, ...named(qualityOf(route)) };
      signal?.throwIfAborted();
      if (quality.offline) return unreachable(url, "there is no connection");
      const random = luck.fork(`${count} ${url}`);
      if (random.next() < quality.lossRate) {
        await clock.sleep(connectionTimeoutMs, signal);
        return unreachable(url, `the request was lost; given up after ${connectionTimeoutMs} ms`);
      }
      const jitterMs = Math.round(random.next() * quality.jitterMs);
      await clock.sleep(quality.latencyMs + jitterMs, signal);
      if (route?.fault === "hang") await clock.sleep(Number.POSITIVE_INFINITY, signal);
      const answer = route?.fault ? answerWith(route.fault, url) : await http.send(request, signal);
      return addHeaders(answer, route?.headers);
    },
  };
}

function findRoute(routes: readonly NetworkRoute[], url: string): NetworkRoute | undefined {
  return routes
    .filter((route) => url.startsWith(route.url))
    .toSorted((one, other) => other.url.length - one.url.length)[0];
}

function qualityOf({ offline, latencyMs, jitterMs, lossRate }: Partial<NetworkRoute> = {}) {
  return { offline, latencyMs, jitterMs, lossRate };
}

function addHeaders(answer: HttpResult, headers: NetworkRoute["headers"] = {}): HttpResult {
  if (answer.kind === "failure") return answer;
  const added = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...answer, headers: { ...answer.headers, ...Object.fromEntries(added) } };
}

function answerWith(fault: NetworkFault, url: string): HttpResult {
  if (typeof fault === "string") return unreachable(url, "the scenario's network says so");
  const { status, body, contentType } = fault;
  return { kind: "response", status, body, headers: { "content-type": contentType } };
}

function unreachable(url: string, why: string): HttpResult {
  return { kind: "failure", reason: "unreachable", detail: `${url} is unreachable: ${why}` };
}
