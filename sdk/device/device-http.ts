import { runWithin } from "../foundation/deadline.ts";
import type { HttpRequest } from "../foundation/http-client.ts";
import { describeHttpFailure } from "../model/traced-http.ts";
import type { DeviceCall } from "./device-call.ts";
import type { Stage } from "./stage.ts";

export type Fetched =
  | { readonly kind: "body"; readonly text: string }
  | { readonly kind: "unavailable"; readonly detail: string };

/**
 * One request of the device: https only, 2xx is success, five seconds at most. Rejects only when `stage` is
 * over: where both limits are equal, the stage's began first and decides (spec: on-device 5).
 */
export async function fetchText(
  call: DeviceCall,
  request: HttpRequest,
  stage: Stage,
): Promise<Fetched> {
  const { method, url } = request;
  if (!url.toLowerCase().startsWith("https://")) {
    return { kind: "unavailable", detail: `${url} is not an https address` };
  }
  const timeoutMs = call.settings.httpReadTimeoutMs;
  const answer = await stage.during(`waiting for ${method} ${url}`, () =>
    runWithin(call.environment.clock, { timeoutMs, outer: stage }, ({ signal }) =>
      call.http.send(request, signal),
    ),
  );
  if (answer.kind === "timed-out") {
    return {
      kind: "unavailable",
      detail: `${method} ${url} did not answer within ${timeoutMs} ms`,
    };
  }
  const failure = describeHttpFailure(request, answer.value);
  if (failure !== undefined) return { kind: "unavailable", detail: failure };
  return { kind: "body", text: answer.value.kind === "response" ? answer.value.body : "" };
}
