import { SCRIPT_NAMES, type ScriptNames } from "../../../sdk/model/script-environment.ts";
import type { Script } from "../syntax/script.ts";
import { globalUsesIn } from "./global-uses.ts";

type Absence = Exclude<ScriptNames["presence"], "there">;

/** Uses of globals that no device has, each with what to do instead. */
export function absentNamesIn(script: Script, absence: Absence) {
  const entries = SCRIPT_NAMES.filter(({ presence }) => presence === absence);
  const hints = new Map(entries.flatMap(({ names, about }) => names.map((name) => [name, about])));
  return globalUsesIn(script, [...hints.keys()]).map(({ name, at }) => ({
    name,
    at,
    hint: hints.get(name) ?? "",
  }));
}
