import { DECISION_FUNCTIONS } from "../../sdk/index.ts";
import type { OfferedFunction, ScriptText } from "../../testing/index.ts";
import { renderTable } from "./render-table.ts";

/** What can be called of a script. */
export function renderFunctions(
  { name }: ScriptText,
  functions: readonly OfferedFunction[],
): string {
  if (functions.length === 0) {
    const known = new Set(DECISION_FUNCTIONS.map(({ functionName }) => functionName));
    return `${name} has none of ${[...known].join(", ")}; "fledgling lint ${name}" may tell why.\n`;
  }
  const rows = functions.map(({ id, parameterCount }) => {
    const parameters = DECISION_FUNCTIONS.find((each) => each.id === id)?.parameters ?? [];
    const declared = `${parameterCount} parameters, of ${parameters.length} arguments`;
    return [`  ${id}`, declared, parameters.map((each) => each.name).join(", ")];
  });
  const lines = renderTable(rows, ["left", "left", "left"]);
  const [first] = functions;
  const example = `fledgling call ${name} ${first?.id ?? ""}`;
  return [`${name} has`, ...lines, "", `Call one: ${example}`, ""].join("\n");
}
