import { DECISION_FUNCTIONS } from "../../sdk/index.ts";
import type { OfferedFunction, ScriptText } from "../../testing/index.ts";
import { countWord } from "./count-word.ts";
import { renderTable } from "./render-table.ts";
import { wrapText } from "./wrap-text.ts";

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
    const declared = `${countWord(parameterCount, "parameter")}, of ${countWord(parameters.length, "argument")}`;
    return { cells: [`  ${id}`, declared], names: parameters.map((each) => each.name).join(", ") };
  });
  const heads = renderTable(
    rows.map(({ cells }) => cells),
    ["left", "left"],
  );
  const column = Math.max(...heads.map(({ length }) => length)) + 2;
  const lines = rows.map(({ names }, index) =>
    wrapText(names, {
      width: 100,
      first: (heads[index] ?? "").padEnd(column),
      indent: " ".repeat(column),
    }),
  );
  const [first] = functions;
  const example = `fledgling call ${name} ${first?.id ?? ""}`;
  return [`${name} has`, ...lines, "", `Call one: ${example}`, ""].join("\n");
}
