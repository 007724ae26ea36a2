import type { Colors } from "picocolors/types.js";
import { RUN_IT, type PageBlock, type PageLesson } from "../../studio/index.ts";
import { renderItem, renderPageBlocks } from "./render-page-blocks.ts";
import { wrapText } from "./wrap-text.ts";

export interface LessonStyle {
  readonly colours: Colors;
  readonly hasAnswers: boolean;
  /** Where the folder `examples` of the commands is, as the user would name it. */
  readonly examples: string;
}

/** What comes before the walk of the lesson's scenario, and what comes after it. */
interface RenderedLesson {
  readonly before: string;
  readonly after: string;
}

/** A lesson as text, in two parts: its scenario is run in between. */
export function renderLesson(lesson: PageLesson, style: LessonStyle): RenderedLesson {
  const { colours } = style;
  const { number, title, summary, sections } = lesson;
  const place = sections.findIndex((section) => section.title === RUN_IT);
  const { commands, rest } = splitCommands(sections[place]?.blocks ?? []);
  const renderSections = (some: PageLesson["sections"]): readonly string[] =>
    some.flatMap((section) => [
      colours.bold(section.title),
      ...renderBlocks(section.blocks, style),
    ]);
  const before = [
    `${colours.bold(`${number}. ${title}`)}\n${wrapText(summary)}`,
    ...renderSections(sections.slice(0, place)),
    ...renderSections([{ title: RUN_IT, blocks: commands }]),
  ];
  const after = [
    ...renderBlocks(rest, style),
    ...renderSections(sections.slice(place + 1)),
    renderNext(number, style),
  ];
  return { before: `${toText(before, style)}\n\n`, after: `\n${toText(after, style)}\n` };
}

/** The walk stands behind the first commands, in place of what the page has of their output. */
function splitCommands(blocks: readonly PageBlock[]): {
  readonly commands: readonly PageBlock[];
  readonly rest: readonly PageBlock[];
} {
  const end = blocks.findIndex((block) => block.kind === "code" && block.language === "sh") + 1;
  const output = blocks[end];
  const isOutput = output?.kind === "code" && output.language === "text";
  return { commands: blocks.slice(0, end), rest: blocks.slice(isOutput ? end + 1 : end) };
}

/** As parts with empty lines between them; questions stand together as long as nobody answers them. */
function renderBlocks(
  blocks: readonly PageBlock[],
  { hasAnswers, colours }: LessonStyle,
): readonly string[] {
  const parts = blocks.map((block, index) => {
    if (block.kind !== "question") return renderPageBlocks([block]);
    const question = [{ kind: "paragraph", inline: block.question } as const];
    const lines = renderItem(question, { mark: `${index + 1}. `, width: 80 });
    if (!hasAnswers) return lines;
    return [...lines.map(colours.bold), "", ...renderPageBlocks(block.answer)];
  });
  const areQuestions = blocks[0]?.kind === "question";
  const texts = parts.map((lines) => lines.join("\n"));
  return areQuestions && !hasAnswers ? [texts.join("\n")] : texts;
}

function renderNext(number: number, { colours, hasAnswers }: LessonStyle): string {
  const ways = [
    ...(hasAnswers ? [] : [["--answers", "gives the answers, too"]]),
    ["--open", "plays the run on a page, with this text beside it"],
    ["--copy <folder>", "copies the example, for you to edit"],
  ];
  const width = "--copy <folder>".length;
  const lines = [
    "Traces are written by the commands themselves: run them in their order.",
    ...ways.map(
      ([option = "", does = ""]) => `fledgling learn ${number} ${option.padEnd(width)}  ${does}`,
    ),
  ];
  return lines.map(colours.dim).join("\n");
}

/** Commands are printed so that they work in the reader's folder. */
function toText(parts: readonly string[], { examples }: LessonStyle): string {
  return parts
    .join("\n\n")
    .replaceAll(/^ *fledgling .*$/gm, (command) =>
      command.replaceAll(/([ =])examples\//g, `$1${examples}/`),
    );
}
