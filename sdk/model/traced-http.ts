import type { Clock } from "../foundation/environment.ts";
import { messageOf } from "../foundation/errors.ts";
import type { HttpClient, HttpRequest, HttpResult } from "../foundation/http-client.ts";
import type { Emit } from "./mediation-event.ts";

/** Who an exchange belongs to, as its event says. */
export interface HttpLabels {
  readonly callId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly nodeId?: string | undefined;
}

/** The same client; every exchange becomes an event once it has ended, however it ended. */
export function traceHttp(
  world: { readonly http: HttpClient; readonly clock: Clock },
  emit: Emit,
  labels: HttpLabels = {},
): HttpClient {
  return {
    async send(request, signal) {
      const startedAtMs = world.clock.elapsedMs();
      const finish = (outcome: ExchangeOutcome): void =>
        emit({
          type: "http.finished",
          ...labels,
          purpose: request.purpose,
          method: request.method,
          url: request.url,
          ...outcome,
          latencyMs: world.clock.elapsedMs() - startedAtMs,
        });
      return sendAndTell(() => world.http.send(request, signal), finish);
    },
  };
}

interface ExchangeOutcome {
  readonly status?: number;
  readonly failure?: string;
  readonly bytes: number;
}

async function sendAndTell(
  send: () => Promise<HttpResult>,
  finish: (outcome: ExchangeOutcome) => void,
): Promise<HttpResult> {
  try {
    const result = await send();
    if (result.kind === "failure") finish({ failure: result.detail, bytes: 0 });
    else finish({ status: result.status, bytes: result.body.length });
    return result;
  } catch (error) {
    finish({ failure: `given up: ${messageOf(error)}`, bytes: 0 });
    throw error;
  }
}

/** A GET that answered with a 2xx status gives its response; everything else gives one sentence. */
export function describeHttpFailure(
  { method, url }: Pick<HttpRequest, "method" | "url">,
  result: HttpResult,
): string | undefined {
  if (result.kind === "failure") return result.detail;
  if (result.status >= 200 && result.status < 300) return undefined;
  return `${method} ${url} answered with status ${result.status}`;
}
