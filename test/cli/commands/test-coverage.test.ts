import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { runCommandLine } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const files = {
  "seller.js": `function scoreAd(ad, bid) {
  if (bid < 2) {
    return { status: 0, score: 0 };
  }
  return { status: 0, score: bid };
}
`,
  "seller.test.yaml": `script: seller.js
function: scoreAd
tests:
  - name: scores what it is bid
    given: { bid: 3 }
    expect: { score: 3 }
`,
};

it("tells what of the scripts ran", async () => {
  const folder = await aTempFolder(files);

  const { stdout, exitCode } = await runCommandLine(["test", "--coverage"], { cwd: folder.path });

  const [, table] = stdout.split("\n\ncoverage");
  expect(`coverage${table}`).toBe(
    `coverage    lines  branches  functions  not covered
seller.js  66.6 %      50 %      100 %  line 3; branch in 2
1 file     66.6 %      50 %      100 %
`,
  );
  expect(exitCode).toBe(0);
});

it("tells of the how-to's script what the page says", async () => {
  const page = await readFile("docs/how-to/cover-and-measure-scripts.md", "utf8");
  const blockOf = (language: string) => page.split(`\`\`\`${language}\n`)[1]?.split("```")[0] ?? "";
  const folder = await aTempFolder({
    "seller.js": blockOf("js"),
    "seller.test.yaml": blockOf("yaml"),
  });

  const { stdout } = await runCommandLine(["test", "--coverage"], { cwd: folder.path });

  expect(stdout.split("\n\n").at(-1)).toBe(blockOf("text"));
});

it("fails where less ran than is expected, and writes lcov", async () => {
  const folder = await aTempFolder(files);

  const { stdout, exitCode } = await runCommandLine(
    ["test", "--coverage-min", "60", "--coverage-lcov", "lcov.info"],
    { cwd: folder.path },
  );

  expect(stdout).toContain("branches: 50 % covered, at least 60 % expected\n");
  expect(exitCode).toBe(1);
  expect(await readFile(path.join(folder.path, "lcov.info"), "utf8")).toContain("SF:seller.js\n");
});

it("keeps out of the way of reports for machines", async () => {
  const folder = await aTempFolder(files);

  const { stdout, stderr } = await runCommandLine(["test", "--coverage", "--reporter", "json"], {
    cwd: folder.path,
  });

  expect(() => JSON.parse(stdout) as unknown).not.toThrow();
  expect(stderr).toContain("seller.js  66.6 %");
});

it.each(["101", "-1", "all", ""])("refuses to expect %j per cent", async (percent) => {
  const { stderr, exitCode } = await runCommandLine(["test", `--coverage-min=${percent}`], {});

  expect(stderr).toContain("--coverage-min takes a percentage from 0 to 100");
  expect(exitCode).toBe(2);
});
