import { openPage } from "../open-page.ts";
import { checkPageFile, namePage, writePage } from "../page-file.ts";
import { readPageSource } from "../read-page-source.ts";
import type { AddCommand, Shell } from "./command.ts";

interface ViewOptions {
  readonly output?: string;
  readonly open?: true;
}

export const addView: AddCommand = (program, shell) => {
  program
    .command("view")
    .summary("show a run step by step, on a page of its own")
    .description(
      "Writes one HTML file that plays a run step by step, or compares two. It opens from disk and needs no network.",
    )
    .argument("<run>", "a trace, or a scenario, which is run first")
    .argument("[other]", "a second one, to compare the first with")
    .option("-o, --output <file>", "the page; otherwise it is named after the run, beside it")
    .option("--open", "open the page when it is written")
    .addHelpText("after", "\nExample:\n  fledgling view examples/01-waterfall -o waterfall.html")
    .action(async (run: string, other: string | undefined, options: ViewOptions) => {
      await view(run, other, { ...options, shell });
    });
};

async function view(
  run: string,
  other: string | undefined,
  { output, open, shell: { io } }: ViewOptions & { readonly shell: Shell },
): Promise<void> {
  // One after the other: each may need all the processes that run scripts.
  const first = await readPageSource(run, io);
  const others = other === undefined ? [] : [await readPageSource(other, io)];
  const read = [first, ...others] as const;
  const path = output ?? namePage(read.map((each) => each.path));
  const inputs = read.flatMap(({ files }) => files);
  checkPageFile({ path, inputs }, io, output !== undefined);
  const sources = [first.source, ...others.map(({ source }) => source)] as const;
  io.stdout(`${await writePage(path, { runs: sources }, io)}\n`);
  if (open) await openPage(path, io);
  // The page says how far it came; whoever called hears of it too.
  const broken = sources.find(({ failure }) => failure !== undefined);
  if (broken !== undefined) throw broken.failure;
}
