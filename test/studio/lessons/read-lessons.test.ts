import path from "node:path";
import { expect, it } from "vitest";
import { readLesson, readLessons, type PageBlock, type PageInline } from "../../../studio/index.ts";
import { LESSON_PAGE } from "../../support/a-lesson-page.ts";
import { errorOf } from "../../support/error-of.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

function text(words: string): PageInline {
  return { kind: "text", text: words };
}

function aParagraph(...inline: readonly PageInline[]): PageBlock {
  return { kind: "paragraph", inline };
}

it("reads a lesson's page", async () => {
  const folder = await aTempFolder({ "03-inclusive-floor.md": LESSON_PAGE });

  const lesson = await readLesson(path.join(folder.path, "03-inclusive-floor.md"));

  expect(lesson).toEqual({
    name: "03-inclusive-floor",
    page: {
      number: 3,
      title: "The inclusive floor",
      summary: "A bid that equals the floor reaches it.",
      sections: [
        {
          title: "What you'll see",
          blocks: [
            aParagraph(
              text("One "),
              { kind: "emphasis", text: "bid" },
              text(", two "),
              { kind: "strong", text: "equal floors" },
              text(", a rule and "),
              { kind: "link", text: "its source", url: "https://example.com/rule" },
              text("."),
            ),
            {
              kind: "list",
              isOrdered: true,
              items: [
                [aParagraph(text("first"))],
                [
                  aParagraph(text("second")),
                  {
                    kind: "list",
                    isOrdered: false,
                    items: [[aParagraph({ kind: "code", text: "inner" })]],
                  },
                ],
              ],
            },
            {
              kind: "table",
              header: [[text("rule")], [text("meaning")]],
              rows: [[[{ kind: "code", text: "below" }], [text("too small")]]],
            },
          ],
        },
        {
          title: "Run it",
          blocks: [
            {
              kind: "code",
              language: "sh",
              text: "fledgling run examples/03-inclusive-floor # prints",
            },
            { kind: "code", language: "text", text: "…\ngamma wins" },
          ],
        },
        { title: "Change one thing", blocks: [aParagraph(text("Another floor."))] },
        {
          title: "Check yourself",
          blocks: [
            {
              kind: "question",
              question: [text("Does "), { kind: "code", text: "2" }, text(" reach 2?")],
              answer: [
                aParagraph(text("It does.")),
                { kind: "code", language: "yaml", text: "floorCpmUsd: 2" },
              ],
            },
            { kind: "question", question: [text("Why?")], answer: [aParagraph(text("Because."))] },
          ],
        },
      ],
    },
  });
});

it("reads a page with the line ends of Windows alike", async () => {
  const folder = await aTempFolder({
    "03-a.md": LESSON_PAGE,
    "windows/03-a.md": LESSON_PAGE.replaceAll("\n", "\r\n"),
  });

  const [one, other] = await Promise.all([
    readLesson(path.join(folder.path, "03-a.md")),
    readLesson(path.join(folder.path, "windows/03-a.md")),
  ]);

  expect(other).toEqual(one);
});

it("finds pages by their numbers, and nothing else of a folder", async () => {
  const folder = await aTempFolder({
    "10-late.md": LESSON_PAGE.replace("# 3.", "# 10."),
    "03-early.md": LESSON_PAGE,
    "README.md": "# Lessons\n",
  });

  const lessons = await readLessons(folder.path);

  expect(lessons.map(({ name, page }) => [name, page.number])).toEqual([
    ["03-early", 3],
    ["10-late", 10],
  ]);
});

const summary = "one sentence of under 100 characters, with a full stop";
const fences =
  "<details><summary>Answer</summary> on a line of its own, with empty lines around it";

it.each([
  ["no title", "# 3. The", "The", 1, 'the title, "# 3. …"'],
  ["the number of another lesson", "# 3.", "# 4.", 1, 'the title, "# 3. …"'],
  ["no summary", "A bid that equals the floor reaches it.\n", "", 2, summary],
  ["a summary without an end", "reaches it.", "reaches it", 3, summary],
  ["a summary that goes on", "reaches it.", `reaches ${"it ".repeat(40)}.`, 3, summary],
  [
    "something behind the summary",
    "reaches it.",
    "reaches it.\n\nMore.",
    5,
    `"## What you'll see"`,
  ],
  ["another heading", "## What you'll see", "## What you see", 5, `"## What you'll see"`],
  ["a section without words", "Another floor.\n", "", 30, 'something below "## Change one thing"'],
  ["a section less", /\n## Check yourself[^]*/, "", 32, '"## Check yourself"'],
  ["a section more", /$/, "\n## More\n", 55, 'nothing behind "## Check yourself"'],
  ["words before the questions", "### Does", "Think.\n\n### Does", 35, '"### A question?"'],
  ["no questions", /(?<=## Check yourself\n)[^]*/, "", 34, '"### A question?"'],
  [
    "a question without its mark",
    "### Why?",
    "### Why",
    47,
    "a question mark at the end of a question",
  ],
  ["an open answer", "<details><summary>Answer</summary>", "", 39, fences],
  [
    "an answer without an end",
    /<\/details>\n$/,
    "",
    51,
    fences.replace("<details><summary>Answer</summary>", "</details>"),
  ],
  ["an empty answer", "Because.\n\n", "", 51, "an answer"],
  ["an answer glued to its fence", "</summary>\n\nBecause", "</summary>\nBecause", 49, fences],
  [
    "a deeper heading",
    "Another floor.",
    "### Another floor",
    31,
    "a paragraph, a list, a table or code, and not ### Another floor",
  ],
  [
    "an image",
    "Another",
    "![floor](floor.png) another",
    31,
    "text, code, emphasis or links, and not ![floor](floor.png)",
  ],
  [
    "markup within a line",
    "Another",
    "<b>Another</b>",
    31,
    "text, code, emphasis or links, and not <b>",
  ],
  ["code in no language", "```yaml", "```", 41, "a language behind the fence of code"],
] as const)(
  "refuses a page with %s, and says where",
  async (_what, part, instead, line, expected) => {
    const folder = await aTempFolder({ "03-a.md": LESSON_PAGE.replace(part, instead) });
    const file = path.join(folder.path, "03-a.md");

    const { code, message } = await errorOf(() => readLesson(file));

    expect([code, message]).toEqual([
      "ERR_LESSON_INVALID",
      `${file}:${line}: expected ${expected}.`,
    ]);
  },
);
