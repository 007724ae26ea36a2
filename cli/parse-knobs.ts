import { parse } from "yaml";
import { MediationError, messageOf } from "../sdk/index.ts";
import type { KnobValues } from "../simulator/index.ts";

/**
 * Reads one `--set PATH=VALUE`, on top of those before it. The value is YAML; without one, the setting is taken away.
 *
 * @throws MediationError ERR_CLI_USAGE
 */
export function parseKnob(text: string, earlier: KnobValues = {}): KnobValues {
  const [, path = "", value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (path === "") throw refuse(text, "it has no path and value");
  if (value.trim() === "") return { ...earlier, [path.trim()]: undefined };
  try {
    return { ...earlier, [path.trim()]: parse(value) as unknown };
  } catch (error) {
    throw refuse(text, messageOf(error).split("\n")[0] ?? "");
  }
}

function refuse(text: string, why: string): MediationError {
  const message = `--set takes PATH=VALUE, got "${text}": ${why.replace(/[.:]$/, "")}.`;
  return new MediationError("ERR_CLI_USAGE", message, {
    hint: "Write for example: --set node.beta.floor=2.5",
  });
}
