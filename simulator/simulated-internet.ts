import type { createAdServer } from "../ad-server/index.ts";
import {
  androidMaxResponseBytes,
  type HttpClient,
  type HttpRequest,
  type HttpResult,
} from "../sdk/index.ts";
import type { VirtualClock } from "./virtual-clock.ts";

type AdServer = Awaited<ReturnType<typeof createAdServer>>;

export interface SimulatedInternet {
  readonly clock: VirtualClock;
  readonly adServer: AdServer;
  /** Where on the ad server each host's addresses are answered: a path to put in front. */
  readonly sites: ReadonlyMap<string, string>;
}

/**
 * An internet of one server, the real one, reached without a socket. Requests are answered one after the
 * other in the order they were sent, and take no virtual time by themselves.
 */
export function createSimulatedInternet(internet: SimulatedInternet): HttpClient {
  const { clock, adServer, sites } = internet;
  let lane: Promise<unknown> = Promise.resolve();
  return {
    async send(request) {
      const url = URL.parse(request.url);
      if (url?.protocol !== "https:") {
        return fail("not-allowed", `${request.url} is not an https address`);
      }
      const prefix = sites.get(url.hostname);
      if (prefix === undefined) return fail("unreachable", describeStranger(url, sites));
      const path = `${prefix}${url.pathname}${url.search}`;
      return clock.duringRealWork(async () => {
        const answer = lane.then(() => inject(adServer, request, path));
        lane = answer.catch(() => undefined);
        return answer;
      });
    },
  };
}

async function inject(
  adServer: AdServer,
  { method, url, headers, body, maxResponseBytes = androidMaxResponseBytes }: HttpRequest,
  path: string,
): Promise<HttpResult> {
  const answer = await adServer.inject({
    method,
    url: path,
    headers: { ...headers },
    ...(body !== undefined && { payload: body }),
  });
  if (answer.rawPayload.byteLength > maxResponseBytes) {
    return fail("too-large", `the answer of ${url} is over ${maxResponseBytes} bytes`);
  }
  const answerHeaders = Object.entries(answer.headers).map(([name, value]) => [
    name.toLowerCase(),
    String(value),
  ]);
  return {
    kind: "response",
    status: answer.statusCode,
    headers: Object.fromEntries(answerHeaders),
    body: answer.body,
  };
}

function describeStranger({ href, hostname }: URL, sites: ReadonlyMap<string, string>): string {
  const known = [...sites.keys()].join(", ");
  return `${href} is unreachable: nobody serves ${hostname} here (there are: ${known})`;
}

function fail(reason: "not-allowed" | "too-large" | "unreachable", detail: string): HttpResult {
  return { kind: "failure", reason, detail };
}
