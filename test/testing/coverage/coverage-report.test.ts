import { afterAll, expect, it } from "vitest";
import { createCoverageSandbox, type JsonValue } from "../../../sdk/index.ts";
import { readScriptFile } from "../../../simulator/index.ts";
import {
  callScript,
  createCoverageReport,
  findCoverageGaps,
  percentOf,
  renderLcov,
} from "../../../testing/index.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const sandbox = createCoverageSandbox({ childCount: 1 });
afterAll(() => sandbox.dispose());

/** Scores once with each bid, in one evaluation, as if the script had that name. */
async function score(name: string, source: string, ...bids: readonly JsonValue[]): Promise<void> {
  const calls = bids.map((bid) => ({ bid }));
  await callScript({ script: { name, source }, function: "scoreAd", calls }, sandbox);
}

const seller = `function scoreAd(ad, bid) {
  if (bid < 2) {
    return { status: 0, score: 0 };
  }
  return { status: 0, score: bid > 9 ? 9 : bid };
}
const unused = () => 1;
`;

it("counts lines, branches and functions of a script", async () => {
  await score("seller.js", seller, 3, 4);

  const report = await createCoverageReport(sandbox.takeCoverage());

  const counts = {
    lines: { covered: 3, total: 4 },
    branches: { covered: 2, total: 4 },
    functions: { covered: 1, total: 2 },
  };
  expect(report).toEqual({
    total: counts,
    files: [
      {
        file: "seller.js",
        ...counts,
        lineHits: [
          { line: 2, hits: 2 },
          { line: 3, hits: 0 },
          { line: 5, hits: 2 },
          { line: 7, hits: 1 },
        ],
        functionHits: [
          { name: "scoreAd", line: 1, hits: 2 },
          { name: "(anonymous_1)", line: 7, hits: 0 },
        ],
        branchHits: [
          { line: 2, hits: [0, 2] },
          { line: 5, hits: [0, 2] },
        ],
      },
    ],
  });
});

it("adds up evaluations, whatever they called the script", async () => {
  await score("https://ssp.example/score.js", seller, 1);
  await score("seller.js", seller, 10);

  const { files } = await createCoverageReport(sandbox.takeCoverage(), [
    { name: "seller.js", source: seller },
  ]);

  expect(files.map(({ file, lines }) => [file, lines])).toEqual([
    ["seller.js", { covered: 4, total: 4 }],
  ]);
});

it("counts what was offered and never called, and nothing else that ran", async () => {
  await score("ad-selection-prebuilt://other", "const scoreAd = () => ({});", 1);

  const { files } = await createCoverageReport(sandbox.takeCoverage(), [
    { name: "seller.js", source: seller },
    { name: "broken.js", source: "function {" },
  ]);

  expect(files.map(({ file, lines }) => [file, lines])).toEqual([
    ["broken.js", { covered: 0, total: 1 }],
    ["seller.js", { covered: 0, total: 4 }],
  ]);
});

it("shows a bundle by the files that it was made of, without those of packages", async () => {
  const folder = await aTempFolder({
    "floor.ts": `export const reaches = (bid: number): boolean => {
  if (bid > 2) return true;
  return false;
};
`,
    "node_modules/far/package.json": '{ "name": "far", "main": "far.js" }',
    "node_modules/far/far.js": "export const far = (x) => (x ? 1 : 2);",
    "seller.ts": `import { far } from "far";
import { reaches } from "./floor.ts";

export function scoreAd(_ad: object, bid: number) {
  return { status: 0, score: reaches(bid) ? far(bid) : 0 };
}
`,
  });
  const { source } = await readScriptFile("seller.ts", { folder: folder.path });
  await score("seller.ts", source, 3);

  const { files } = await createCoverageReport(sandbox.takeCoverage());

  expect(files.map(({ file, lineHits }) => [file, lineHits])).toEqual([
    [
      "floor.ts",
      [
        { line: 1, hits: 1 },
        { line: 2, hits: 1 },
        { line: 3, hits: 0 },
      ],
    ],
    ["seller.ts", [{ line: 5, hits: 1 }]],
  ]);
});

it("tells two texts apart that have the same name", async () => {
  await score("inline", "const scoreAd = () => ({ status: 0, score: 1 });", 1);
  await score("inline", "const scoreAd = () => ({ status: 0, score: 2 });", 1);

  const { files } = await createCoverageReport(sandbox.takeCoverage());

  expect(files.map(({ file }) => file)).toEqual(["inline", "inline (2)"]);
});

it("opens no file that a script names as its map", async () => {
  const source = `${seller}//# sourceMappingURL=/proc/self/environ\n`;
  await score("seller.js", source, 3);

  const { files } = await createCoverageReport(sandbox.takeCoverage());

  expect(files.map(({ file, lines }) => [file, lines])).toEqual([
    ["seller.js", { covered: 3, total: 4 }],
  ]);
});

it("finds what is covered less than it should be, and rounds nothing up to it", () => {
  const total = {
    lines: { covered: 9999, total: 10_000 },
    branches: { covered: 1, total: 2 },
    functions: { covered: 0, total: 0 },
  };

  const gaps = findCoverageGaps(total, { lines: 100, branches: 50, functions: 100 });

  expect(gaps).toEqual([{ measure: "lines", percent: 99.9, leastPercent: 100 }]);
  expect(percentOf({ covered: 1, total: 3 })).toBe(33.3);
});

it("writes lcov", async () => {
  await score("seller.js", seller, 3);
  const report = await createCoverageReport(sandbox.takeCoverage());

  expect(renderLcov(report)).toBe(`TN:
SF:seller.js
FN:1,scoreAd
FN:7,(anonymous_1)
FNDA:1,scoreAd
FNDA:0,(anonymous_1)
FNF:2
FNH:1
DA:2,1
DA:3,0
DA:5,1
DA:7,1
LF:4
LH:3
BRDA:2,0,0,0
BRDA:2,0,1,1
BRDA:5,1,0,0
BRDA:5,1,1,1
BRF:4
BRH:2
end_of_record
`);
});
