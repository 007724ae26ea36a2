import { Option } from "commander";
import { explainTrace, loadTrace } from "../../simulator/index.ts";
import { renderExplanation } from "../render/render-explanation.ts";
import type { AddCommand, Shell } from "./command.ts";

interface ExplainOptions {
  readonly ad?: string;
  readonly node?: string;
  readonly request?: string;
}

export const addExplain: AddCommand = (program, shell) => {
  program
    .command("explain")
    .summary("say why this ad won, and not that one")
    .description(
      "Says in sentences who won, who did not, and by which rule with which values, from the trace of a run.",
    )
    .argument("<trace>", "what fledgling run --trace has written")
    .addOption(new Option("--ad <uri>", "only what became of this ad").conflicts("node"))
    .option("--node <id>", "only what became of this node of the chain, or bid of the auction")
    .option("--request <n>", "only this request, by number or id; goes with --ad and --node")
    .addHelpText(
      "after",
      "\nExample:\n  fledgling run examples/01-waterfall --quiet --trace trace.jsonl\n  fledgling explain trace.jsonl --node beta",
    )
    .action(async (path: string, options: ExplainOptions) => explain(path, options, shell));
};

async function explain(
  path: string,
  { ad, node, request }: ExplainOptions,
  { io, colours }: Shell,
): Promise<void> {
  const events = await loadTrace(path, { cwd: io.cwd });
  const chapters = explainTrace(events, {
    ...(ad !== undefined && { adUri: ad }),
    ...(node !== undefined && { nodeId: node }),
    ...(request !== undefined && { requestId: request }),
  });
  io.stdout(renderExplanation(chapters, { events, colours }));
}
