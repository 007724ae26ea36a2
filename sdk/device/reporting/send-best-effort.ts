import { runWithin } from "../../foundation/deadline.ts";
import type { HttpRequest } from "../../foundation/http-client.ts";
import type { DeviceCall } from "../device-call.ts";

/** What a request came to, for an event: a status, or why there is none. */
export type SendAnswer =
  | { readonly status: number; readonly detail?: undefined }
  | { readonly detail: string };

/** Sends something whose answer nobody waits for; nothing is tried again (spec: on-device 1.6, 4.1). */
export async function sendBestEffort(call: DeviceCall, request: HttpRequest): Promise<SendAnswer> {
  const timeoutMs = call.settings.httpReadTimeoutMs;
  const sent = await runWithin(call.environment.clock, { timeoutMs }, ({ signal }) =>
    call.http.send(request, signal),
  );
  if (sent.kind === "timed-out") return { detail: `no answer within ${timeoutMs} ms` };
  const { value } = sent;
  return value.kind === "failure" ? { detail: value.detail } : { status: value.status };
}
