import { globSync, readFileSync } from "node:fs";
import type { MediationEvent } from "../../sdk/index.ts";
import { parseTraceSoFar } from "../../simulator/index.ts";

/** Every golden trace, by its name. */
export const GOLDEN_TRACES: readonly (readonly [string, readonly MediationEvent[]])[] = globSync(
  "test/golden/**/*.jsonl",
)
  .toSorted()
  .map((path) => [
    path.replace(/^test\/golden\/|\.jsonl$/g, ""),
    parseTraceSoFar(readFileSync(path, "utf8"), path).events,
  ]);
