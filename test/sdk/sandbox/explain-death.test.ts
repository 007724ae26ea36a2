import { expect, it } from "vitest";
import { explainDeath } from "../../../sdk/sandbox/explain-death.ts";

it.each([
  "CALL_AND_RETRY_LAST\nis_heap_oom = 1\n\n\n<--- Heap statistics --->",
  "FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory",
  "#\n# Fatal error in , line 0\n# Fatal JavaScript invalid size error 268435456 (see crbug.com/1201626)",
  "fledgling: the script fills the memory",
])("calls it out of memory when the process said %j", (lastWords) => {
  expect(explainDeath(lastWords)).toEqual({ kind: "out-of-memory" });
});

it("calls it killed when the guard had to step in", () => {
  expect(explainDeath("fledgling: the script cannot be stopped")).toEqual({ kind: "killed" });
});

it.each(["", "Segmentation fault"])("does not know what to make of %j", (lastWords) => {
  expect(explainDeath(lastWords)).toBeUndefined();
});
