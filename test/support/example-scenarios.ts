import { globSync } from "node:fs";
import path from "node:path";

/** The folder of the examples. */
export const EXAMPLES = path.resolve(import.meta.dirname, "../../examples");

/** Examples that are scenarios; others are programs. */
export const SCENARIO_EXAMPLES: readonly string[] = globSync("*/scenario.yaml", { cwd: EXAMPLES })
  .map((file) => path.dirname(file))
  .toSorted((one, other) => one.localeCompare(other));
