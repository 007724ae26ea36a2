import type { JsonValue } from "../foundation/json.ts";
import type { PrebuiltLogic } from "../model/prebuilt-logic.ts";
import type { DeviceCall } from "./device-call.ts";
import { fetchScript, type ScriptRequest } from "./fetch-script.ts";
import type { OverriddenScript } from "./overrides/overrides.ts";
import type { Stage } from "./stage.ts";

/** A script ready to run: where it is from, its text, and what a prebuilt one gets as one last argument. */
export interface Logic {
  readonly name: string;
  readonly source: string;
  readonly lastArguments: readonly JsonValue[];
  /** Version of the function, as whoever gave the script names it; undefined where nobody was asked. */
  readonly versionHeader?: string | undefined;
}

export type LogicFound =
  | { readonly kind: "logic"; readonly logic: Logic }
  | { readonly kind: "unavailable"; readonly detail: string };

const prebuiltScheme = "ad-selection-prebuilt:";

export function isPrebuiltUri(uri: string): boolean {
  return uri.startsWith(prebuiltScheme);
}

export interface LogicRequest extends ScriptRequest {
  /** What a developer put in the script's place. */
  readonly override?: OverriddenScript | undefined;
}

/**
 * Finds a script: a developer's override comes first; a prebuilt address names one that ships with the device,
 * any other is fetched, or was before (spec: on-device 2.4, 8).
 */
export async function findLogic(
  call: DeviceCall,
  { override, ...request }: LogicRequest,
  stage: Stage,
): Promise<LogicFound> {
  const { uri } = request;
  if (override !== undefined) return { kind: "logic", logic: toOverriddenLogic(uri, override) };
  if (isPrebuiltUri(uri)) return findPrebuilt(call.prebuiltLogic, uri);
  const fetched = await fetchScript(call, request, stage);
  if (fetched.kind === "unavailable") return fetched;
  const { source, versionHeader } = fetched;
  return { kind: "logic", logic: { name: uri, source, lastArguments: [], versionHeader } };
}

/** What people read of a script; an overridden one is not to be looked for at its address. */
export function nameScript(uri: string, override: OverriddenScript | undefined): string {
  return override === undefined ? uri : `${uri} (overridden)`;
}

function toOverriddenLogic(uri: string, override: OverriddenScript): Logic {
  const { source, version } = override;
  const versionHeader = version === undefined ? undefined : String(version);
  return { name: nameScript(uri, override), source, lastArguments: [], versionHeader };
}

/**
 * Android splices the parameters into the script's text, where a parameter could be code; here they arrive
 * as data (spec: on-device 3.5).
 */
function findPrebuilt(prebuiltLogic: readonly PrebuiltLogic[], uri: string): LogicFound {
  const [, address = "", query = ""] = /^([^?#]*)\??([^#]*)/.exec(uri) ?? [];
  const prebuilt = prebuiltLogic.find((candidate) => addressOf(candidate) === address);
  if (prebuilt === undefined) {
    const known = prebuiltLogic.map(addressOf).join(", ");
    return unavailable(`Unknown prebuilt identifier: '${address}'! (there are: ${known})`);
  }
  const given = new URLSearchParams(query);
  const missing = prebuilt.parameters.filter((name) => !given.has(name));
  if (missing.length > 0) {
    return unavailable(`Missing prebuilt URI query params: '${missing.join(", ")}'! (${uri})`);
  }
  const unknown = [...given.keys()].filter((name) => !prebuilt.parameters.includes(name));
  if (unknown.length > 0) {
    return unavailable(`Unrecognized prebuilt URI query params: '${unknown.join(", ")}'! (${uri})`);
  }
  const parameters = prebuilt.parameters.map((name) => [name, given.get(name)] as const);
  const lastArguments = [Object.fromEntries(parameters)];
  return { kind: "logic", logic: { name: uri, source: prebuilt.source, lastArguments } };
}

/** The path's last slash belongs to it. */
function addressOf({ useCase, name }: PrebuiltLogic): string {
  return `${prebuiltScheme}//${useCase}/${name}/`;
}

function unavailable(detail: string): LogicFound {
  return { kind: "unavailable", detail };
}
