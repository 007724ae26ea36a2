import { loadTrace, summarizeTrace } from "../../simulator/index.ts";
import { renderSummary } from "../render/render-summary.ts";
import type { AddCommand } from "./command.ts";

interface SummaryOptions {
  readonly json?: boolean;
  readonly slot?: string;
}

export const addSummary: AddCommand = (program, { io, colours }) => {
  program
    .command("summary")
    .summary("count what requests and networks came to")
    .description(
      "Prints the metrics of a run from its trace: of ad requests, and of every network's attempts.",
    )
    .argument("<trace>", "what fledgling run --trace has written")
    .option("--slot <id>", "only requests for this slot")
    .option("--json", "print one JSON document with every number, unrounded")
    .addHelpText("after", "\nExample:\n  fledgling summary trace.jsonl")
    .action(async (path: string, { json = false, slot }: SummaryOptions) => {
      const events = await loadTrace(path, { cwd: io.cwd });
      const summary = summarizeTrace(events, { slotId: slot });
      io.stdout(json ? `${JSON.stringify(summary, null, 2)}\n` : renderSummary(summary, colours));
    });
};
