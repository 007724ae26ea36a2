import { runWithin } from "../foundation/deadline.ts";
import type { HttpRequest, HttpResponse } from "../foundation/http-client.ts";
import { describeHttpFailure } from "../model/traced-http.ts";
import type { DeviceCall } from "./device-call.ts";
import type { Stage } from "./stage.ts";

export type Fetched =
  | { readonly kind: "body"; readonly text: string }
  | { readonly kind: "unavailable"; readonly detail: string };

export type Exchanged =
  | { readonly kind: "response"; readonly response: HttpResponse }
  | { readonly kind: "unavailable"; readonly detail: string };

/** Whatever status it has, an answer is a response. Rejects only when the stage, if there is one, is over. */
export async function exchange(
  call: DeviceCall,
  request: HttpRequest,
  { timeoutMs, stage }: { readonly timeoutMs: number; readonly stage?: Stage },
): Promise<Exchanged> {
  const { method, url } = request;
  if (!url.toLowerCase().startsWith("https://")) {
    return { kind: "unavailable", detail: `${url} is not an https address` };
  }
  const { httpMaxResponseBytes: maxResponseBytes } = call.settings;
  const send = () =>
    runWithin(call.environment.clock, { timeoutMs, outer: stage }, ({ signal }) =>
      call.http.send({ maxResponseBytes, ...request }, signal),
    );
  const answer = await (stage?.during(`waiting for ${method} ${url}`, send) ?? send());
  if (answer.kind === "timed-out") {
    const detail = `${method} ${url} did not answer within ${timeoutMs} ms`;
    return { kind: "unavailable", detail };
  }
  const { value } = answer;
  return value.kind === "failure"
    ? { kind: "unavailable", detail: value.detail }
    : { kind: "response", response: value };
}

/**
 * One request of the device: https only, 2xx is success, five seconds at most. Rejects only when `stage` is
 * over: where both limits are equal, the stage's began first and decides (spec: on-device 5).
 */
export async function fetchResponse(
  call: DeviceCall,
  request: HttpRequest,
  stage: Stage,
): Promise<Exchanged> {
  const timeoutMs = call.settings.httpReadTimeoutMs;
  const exchanged = await exchange(call, request, { timeoutMs, stage });
  if (exchanged.kind === "unavailable") return exchanged;
  const { response } = exchanged;
  const failure = describeHttpFailure(request, response);
  if (failure !== undefined) return { kind: "unavailable", detail: failure };
  return exchanged;
}
