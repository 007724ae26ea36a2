import type { FastifyInstance, InjectOptions } from "fastify";
import {
  createAdServer,
  type AdServerConfigInput,
  type AdServerOptions,
} from "../../../ad-server/index.ts";

const TODAY = Date.parse("2026-11-22T08:00:00Z");

let eventCount = 0;

/** An event of which only the rest matters. */
export function anEvent(rest: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  eventCount += 1;
  return {
    event_id: `event-${eventCount}`,
    at: "2026-11-21T10:00:00Z",
    network_id: "coolads",
    bid_id: "coolads-banner",
    slot_id: "home",
    kind: "request",
    ...rest,
  };
}

/** So many events that differ in nothing but their id. */
export function events(
  count: number,
  rest: Readonly<Record<string, unknown>>,
): readonly Record<string, unknown>[] {
  return Array.from({ length: count }, () => anEvent(rest));
}

export interface Client {
  readonly app: FastifyInstance;
  post(url: string, payload?: unknown): Promise<Answer>;
  put(url: string, payload: unknown): Promise<Answer>;
  putCsv(url: string, lines: readonly string[]): Promise<Answer>;
  get(url: string): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** An ad server on the morning of TODAY; it remembers in memory unless it is told otherwise. */
export async function aClient(
  config: AdServerConfigInput = {},
  options: AdServerOptions = {},
): Promise<Client> {
  const app = await createAdServer(config, { nowMs: () => TODAY, ...options });
  const send = async (request: InjectOptions): Promise<Answer> => {
    const response = await app.inject(request);
    const isJson = String(response.headers["content-type"]).startsWith("application/json");
    return { status: response.statusCode, body: isJson ? response.json() : response.body };
  };
  return {
    app,
    post: (url, payload) =>
      send({ method: "POST", url, ...(payload !== undefined && { payload: payload as object }) }),
    put: (url, payload) => send({ method: "PUT", url, payload: payload as object }),
    putCsv: (url, lines) =>
      send({
        method: "PUT",
        url,
        payload: lines.join("\n"),
        headers: { "content-type": "text/csv" },
      }),
    get: (url) => send({ method: "GET", url }),
  };
}

/** The only line of a report, or only what is asked for of it. */
export function lineOf(answer: Answer, ...metrics: readonly string[]): unknown {
  const { lines } = answer.body as { readonly lines: readonly Record<string, unknown>[] };
  if (lines.length !== 1) throw new Error(`expected one line, and there are ${lines.length}`);
  const [line = {}] = lines;
  return Object.fromEntries(metrics.map((metric) => [metric, line[metric]]));
}
