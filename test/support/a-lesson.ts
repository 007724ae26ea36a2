import type { PageInline, PageLesson } from "../../studio/page-data.ts";

const text = (words: string): PageInline => ({ kind: "text", text: words });

/** A lesson with one block of every kind. */
export function aLesson(): PageLesson {
  return {
    number: 3,
    title: "The inclusive floor",
    summary: "An ad that bids exactly the floor is in.",
    sections: [
      {
        title: "What you'll see",
        blocks: [
          {
            kind: "paragraph",
            inline: [
              text("The first party bids "),
              { kind: "strong", text: "3.00" },
              text(", and "),
              { kind: "code", text: "alpha" },
              text(" stands at "),
              { kind: "emphasis", text: "exactly" },
              text(" as much. "),
              { kind: "link", text: "The proposal", url: "https://example.org/proposal" },
              text(" says what happens, "),
              { kind: "link", text: "this does not", url: "javascript:window.hacked=1" },
              text("."),
            ],
          },
          {
            kind: "list",
            isOrdered: true,
            items: [
              [{ kind: "paragraph", inline: [text("Equal is enough.")] }],
              [
                { kind: "paragraph", inline: [text("Less is not:")] },
                {
                  kind: "list",
                  isOrdered: false,
                  items: [[{ kind: "paragraph", inline: [text("2.99 stays below.")] }]],
                },
              ],
            ],
          },
          {
            kind: "table",
            header: [[text("bid")], [text("floor")], [text("what the device makes of it")]],
            rows: [
              [[text("3.00")], [text("3.00")], [text("in")]],
              [[text("2.99")], [text("3.00")], [{ kind: "code", text: "below-floor" }]],
            ],
          },
        ],
      },
      {
        title: "Run it",
        blocks: [
          { kind: "code", language: "sh", text: "fledgling run examples/03-inclusive-floor" },
          { kind: "code", language: "text", text: "request-1  first party  3.00\n…\n1 request" },
          { kind: "code", language: "js", text: "function scoreAd(ad, bid) {\n  return bid;\n}" },
        ],
      },
      {
        title: "Check yourself",
        blocks: [
          {
            kind: "question",
            question: [text("Who wins with a bid of 3.00?")],
            answer: [{ kind: "paragraph", inline: [text("The first party: equal is enough.")] }],
          },
        ],
      },
    ],
  };
}
