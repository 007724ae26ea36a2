import type { Deadline } from "../foundation/deadline.ts";
import type { HttpPurpose } from "../foundation/http-client.ts";
import type { JsonValue } from "../foundation/json.ts";
import type { DeviceCall } from "./device-call.ts";
import { fetchText } from "./device-http.ts";

/** A script ready to run: where it is from, its text, and what a prebuilt one gets as one last argument. */
export interface Logic {
  readonly name: string;
  readonly source: string;
  readonly lastArguments: readonly JsonValue[];
}

export type LogicFound =
  | { readonly kind: "logic"; readonly logic: Logic }
  | { readonly kind: "unavailable"; readonly detail: string };

const prebuiltScheme = "ad-selection-prebuilt:";

export function isPrebuiltUri(uri: string): boolean {
  return uri.startsWith(prebuiltScheme);
}

/** Finds a script: a prebuilt address names one that ships with the device, any other is fetched. */
export async function findLogic(
  call: DeviceCall,
  { uri, purpose }: { readonly uri: string; readonly purpose: HttpPurpose },
  deadline: Deadline,
): Promise<LogicFound> {
  if (isPrebuiltUri(uri)) return findPrebuilt(call, uri);
  const fetched = await fetchText(call, { method: "GET", url: uri, purpose }, deadline);
  if (fetched.kind === "unavailable") return fetched;
  return { kind: "logic", logic: { name: uri, source: fetched.text, lastArguments: [] } };
}

/**
 * Android splices the parameters into the script's text, where a parameter could be code; here they arrive
 * as data (spec: on-device 3.5).
 */
function findPrebuilt(call: DeviceCall, uri: string): LogicFound {
  const found = /^ad-selection-prebuilt:\/\/([^/?#]+)(\/[^?#]*)\??(.*)$/.exec(uri);
  const [, useCase = "", path = "", query = ""] = found ?? [];
  const prebuilt = call.prebuiltLogic.find(
    (candidate) => candidate.useCase === useCase && path === `/${candidate.name}/`,
  );
  if (prebuilt === undefined) {
    return { kind: "unavailable", detail: `Unknown prebuilt identifier: '${useCase}${path}'!` };
  }
  const given = new URLSearchParams(query);
  const missing = prebuilt.parameters.filter((name) => !given.has(name));
  const unknown = [...given.keys()].filter((name) => !prebuilt.parameters.includes(name));
  if (missing.length > 0) {
    return { kind: "unavailable", detail: `Missing prebuilt URI query params: '${missing}'!` };
  }
  if (unknown.length > 0) {
    return { kind: "unavailable", detail: `Unrecognized prebuilt URI query params: '${unknown}'!` };
  }
  const { source } = prebuilt;
  return {
    kind: "logic",
    logic: { name: uri, source, lastArguments: [Object.fromEntries(given)] },
  };
}
