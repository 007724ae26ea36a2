import { compareTraces, loadTrace } from "../../simulator/index.ts";
import { EXIT_FAILED } from "../exit-codes.ts";
import { renderComparison } from "../render/render-comparison.ts";
import type { AddCommand } from "./command.ts";

export const addCompare: AddCommand = (program, { io, colours, exitWith }) => {
  program
    .command("compare")
    .summary("say where two runs part, and what came of it")
    .description(
      "Compares two traces: the first event that differs, and every metric that does. Exits with 1 if they differ.",
    )
    .argument("<a>", "what fledgling run --trace has written")
    .argument("<b>", "the other trace")
    .addHelpText("after", "\nExample:\n  fledgling compare before.jsonl after.jsonl")
    .action(async (a: string, b: string) => {
      const { cwd } = io;
      const comparison = compareTraces(await loadTrace(a, { cwd }), await loadTrace(b, { cwd }));
      io.stdout(renderComparison(comparison, colours));
      if (!comparison.isEqual) exitWith(EXIT_FAILED);
    });
};
