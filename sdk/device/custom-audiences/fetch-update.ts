import type { HttpRequest } from "../../foundation/http-client.ts";
import { describeHttpFailure } from "../../model/traced-http.ts";
import { byteLength } from "../byte-length.ts";
import type { DeviceCall } from "../device-call.ts";
import { exchange, type Fetched } from "../device-http.ts";
import type { Stage } from "../stage.ts";

export interface UpdateLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly stage?: Stage;
}

/** The body of a 2xx answer that is not too long. */
export async function fetchUpdate(
  call: DeviceCall,
  request: HttpRequest,
  { maxBytes, ...limits }: UpdateLimits,
): Promise<Fetched> {
  const exchanged = await exchange(call, request, limits);
  if (exchanged.kind === "unavailable") return exchanged;
  const { response } = exchanged;
  const failure = describeHttpFailure(request, response);
  if (failure !== undefined) return { kind: "unavailable", detail: failure };
  const bytes = byteLength(response.body);
  if (bytes <= maxBytes) return { kind: "body", text: response.body };
  const detail = `${request.url} answered with ${bytes} bytes; the limit is ${maxBytes}`;
  return { kind: "unavailable", detail };
}
