import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { runCommandLine, type CliResult } from "../../support/run-command-line.ts";
import { aTempFolder, type TempFolder } from "../../support/temp-folder.ts";

const good = "function scoreAd(ad, bid) {\n  return { status: 0, score: bid };\n}\n";
const dated = good.replace("score: bid", "score: bid * Date.now()");
const broken = 'function scoreAd(ad, bid) {\n\tfetch("/");\n  return { score: bid };\n}\n';
const misspelt = good.replace("score:", "Score:");

const scenario = `version: 1
app: { appId: com.example.game }
slots: {}
device:
  customAudiences:
    - { buyer: b.example, name: shoes, ads: [{ renderUri: "https://b.example/1", metadata: { cpm: 2 } }] }
sellers:
  s.example: { decisionLogic: ./scripts/seller.js }
  t.example: { decisionLogic: ./scripts/seller.js }
buyers:
  b.example:
    biddingLogic:
      inline: |
        function generateBid(ad) {
          return { status: 0, ad, bid: ad.metadata.cpmUsd };
        }
steps:
  - selectAds: { seller: s.example, customAudienceBuyers: [b.example] }
    as: first
  - reportImpression: { of: first }
`;

async function lint(folder: TempFolder, ...args: readonly string[]): Promise<CliResult> {
  return await runCommandLine(["lint", ...args], { cwd: folder.path });
}

it("shows each problem with the line it is about, and what to do", async () => {
  const folder = await aTempFolder({ "seller.js": broken });

  expect(await lint(folder, "seller.js")).toEqual({
    exitCode: 1,
    stdout: `seller.js:2:2  error  missing-global FL103
  There is no fetch on a device: using it throws.
  2 |  fetch("/");
    |  ^^^^^
  A script cannot fetch: have the device fetch trusted signals, and read those.

seller.js:3:10  error  missing-result-key FL302
  The result of scoreAd has no status.
  3 |   return { score: bid };
    |          ^^^^^^^^^^^^^^
  Give back { status: 0, score, rejectReason? }.

2 errors and 0 warnings in 1 script
`,
    stderr: "",
  });
});

it("is content with a script that has nothing wrong", async () => {
  const folder = await aTempFolder({ "seller.js": good });

  expect(await lint(folder, "seller.js")).toEqual({
    exitCode: 0,
    stdout: "no problems in 1 script\n",
    stderr: "",
  });
});

it("marks the place in a line that is too long to show", async () => {
  const line = `var x = "${"x".repeat(500)}"; fetch(x); var y = "${"y".repeat(500)}";`;
  const folder = await aTempFolder({ "seller.js": `${line}\n${good}` });

  const { stdout } = await lint(folder, "seller.js");

  const [, , frame = "", marks = ""] = stdout.split("\n");
  expect(frame.slice(marks.indexOf("^"), marks.lastIndexOf("^") + 1)).toBe("fetch");
  expect(frame.length).toBeLessThan(110);
});

it("knows from a scenario what each script is for, and where the inline ones stand", async () => {
  const folder = await aTempFolder({ "scenario.yaml": scenario, "scripts/seller.js": good });

  const { stdout, exitCode } = await lint(folder, "scenario.yaml", "--format", "json");

  const { scripts } = JSON.parse(stdout) as {
    readonly scripts: readonly {
      readonly script: string;
      readonly problems: readonly {
        readonly line: number;
        readonly column: number;
        readonly message: string;
      }[];
    }[];
  };
  expect(
    scripts.flatMap(({ script, problems }) =>
      problems.map(({ line, column, message }) => `${script}:${line}:${column} ${message}`),
    ),
  ).toEqual([
    `${path.join("scripts", "seller.js")}:1:1 The device calls reportResult, and the script has no such function.`,
    "scenario.yaml:14:9 The device calls reportWin, and the script has no such function.",
    "scenario.yaml:15:52 Nobody gives cpmUsd in the ad metadata: there are cpm.",
  ]);
  expect(exitCode).toBe(1);
});

it.each([
  ["waterfall", "highest-bid", "no problems in 1 script"],
  ["programmatic", "highest-bid", "no problems in 1 script"],
  ["programmatic", "select-outcome", "0 errors and 1 warning in 1 script"],
  ["hybrid", "select-outcome", "0 errors and 1 warning in 1 script"],
])(
  "knows whether flow %s with selection %s asks about several outcomes",
  async (flow, selection, end) => {
    const select =
      "function selectOutcome(outcomes) {\n  return { status: 0, result: outcomes[0] };\n}\n";
    const folder = await aTempFolder({
      "select.js": select,
      "scenario.yaml": `version: 1
app:
  appId: com.example.game
  mediation:
    flow: ${flow}
    bidding: { selection: ${selection} }
    firstParty: { adSelection: { seller: s.example, customAudienceBuyers: [b.example] } }
slots: { menu: { format: banner } }
sellers: { s.example: { selectionLogic: ./select.js } }
`,
    });

    const { stdout } = await lint(folder, "scenario.yaml");

    expect(stdout.trimEnd().split("\n").at(-1)).toBe(end);
  },
);

it("goes through a folder: its scenarios, and its scripts that none of them names", async () => {
  const folder = await aTempFolder({
    "a/scenario.yaml": scenario,
    "a/scripts/seller.js": good,
    "b/seller.js": dated,
    "b/tool.js": "const build = () => 1;",
    "node_modules/x/seller.js": broken,
    ".hidden/seller.js": broken,
  });

  const { stdout } = await lint(folder, ".", "--format", "json");

  const { scripts } = JSON.parse(stdout) as {
    readonly scripts: readonly { readonly script: string }[];
  };
  expect(scripts.map(({ script }) => script)).toEqual([
    path.join("a", "scripts", "seller.js"),
    path.join("a", "scenario.yaml"),
    path.join("b", "seller.js"),
  ]);
});

it("lints what is piped in", async () => {
  const { stdout, exitCode } = await runCommandLine(["lint", "-"], { stdin: broken });

  expect([stdout.split("\n")[0], exitCode]).toEqual([
    "standard input:2:2  error  missing-global FL103",
    1,
  ]);
});

it("lints TypeScript without its types, each thing at its place", async () => {
  const folder = await aTempFolder({
    "seller.ts":
      "interface Ad { readonly render_uri: string }\nexport function scoreAd(ad: Ad, bid: number): object { return { status: 0, score: ad.renderUri as unknown }; }\n",
  });

  const { stdout, stderr } = await lint(folder, "seller.ts");

  expect([stdout.split("\n")[0], stderr]).toEqual([
    "seller.ts:2:86  warning  unknown-field FL403",
    "",
  ]);
});

it("asks the device that --profile names", async () => {
  const source =
    'function reportWin() { registerAdBeacon({ click: "https://b.example/c" }); return { status: 0, results: { reporting_uri: "https://b.example/w" } }; }';
  const folder = await aTempFolder({ "buyer.js": source });

  const exits = await Promise.all(
    ["android", "android-all-on"].map((profile) => lint(folder, "buyer.js", "--profile", profile)),
  );

  expect(exits.map(({ exitCode }) => exitCode)).toEqual([1, 0]);
});

it.each([
  ["0", 1],
  ["1", 0],
])("with --max-warnings %s, exits with %i after one warning", async (most, exitCode) => {
  const folder = await aTempFolder({ "seller.js": dated });

  expect((await lint(folder, "seller.js", "--max-warnings", most)).exitCode).toBe(exitCode);
});

it("writes what is safe to write, and says what is left", async () => {
  const folder = await aTempFolder({ "seller.js": misspelt });

  const { stdout, exitCode } = await lint(folder, "seller.js", "--fix");

  const written = await readFile(path.join(folder.path, "seller.js"), "utf8");
  expect([written, stdout, exitCode]).toEqual([
    good,
    "fixed 1 problem; no problems in 1 script\n",
    0,
  ]);
});

it("writes a file once, although two scenarios name it", async () => {
  const folder = await aTempFolder({
    "a/scenario.yaml": scenario.replace("./scripts", "../scripts"),
    "b/scenario.yaml": scenario.replaceAll("./scripts", "../scripts"),
    "a/scripts/seller.js": misspelt,
    "scripts/seller.js": misspelt,
  });

  await lint(folder, ".", "--fix");

  expect(await readFile(path.join(folder.path, "scripts", "seller.js"), "utf8")).toBe(good);
});

it("prints SARIF with rules, regions and fixes", async () => {
  const folder = await aTempFolder({ "my scripts/seller.js": misspelt });

  const { stdout } = await lint(folder, "my scripts", "--format", "sarif");

  const { version, runs } = JSON.parse(stdout) as {
    readonly version: string;
    readonly runs: readonly {
      readonly tool: {
        readonly driver: {
          readonly rules: readonly { readonly id: string; readonly helpUri: string }[];
        };
      };
      readonly originalUriBaseIds: unknown;
      readonly results: readonly { readonly ruleIndex: number }[];
    }[];
  };
  const [run] = runs;
  const rule = run?.tool.driver.rules[run.results[0]?.ruleIndex ?? -1];
  const artifactLocation = { uri: "my%20scripts/seller.js", uriBaseId: "SRCROOT" };
  expect([
    version,
    rule?.id,
    rule?.helpUri.endsWith("/docs/script-lint.md#fl303-misnamed-result-key"),
  ]).toEqual(["2.1.0", "FL303", true]);
  expect(run?.originalUriBaseIds).toEqual({
    SRCROOT: { uri: `${pathToFileURL(folder.path).href}/` },
  });
  expect(run?.results).toEqual([
    {
      ruleId: "FL303",
      ruleIndex: run?.results[0]?.ruleIndex,
      level: "error",
      message: {
        text: "The device reads score, and takes no notice of Score. Call it what the device calls it.",
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation,
            region: { startLine: 2, startColumn: 23, endLine: 2, endColumn: 28 },
          },
        },
      ],
      fixes: [
        {
          description: { text: "Call it what the device calls it." },
          artifactChanges: [
            {
              artifactLocation,
              replacements: [
                {
                  deletedRegion: { charOffset: 50, charLength: 5 },
                  insertedContent: { text: "score" },
                },
              ],
            },
          ],
        },
      ],
    },
  ]);
});

it.each([
  ["a file that isn't there", ["none.js"], 'Cannot read "none.js": no such file or directory.'],
  ["a folder without scripts", ["empty"], 'There are no decision scripts in "empty".'],
  ["a scenario that is wrong", ["wrong.yaml"], 'Cannot use scenario "wrong.yaml"'],
  [
    "a profile that there isn't",
    ["seller.js", "--profile", "andriod"],
    'Unknown profile "andriod".',
  ],
  [
    "a limit that is no number",
    ["seller.js", "--max-warnings", "few"],
    '--max-warnings takes a number, got "few".',
  ],
])("refuses %s", async (_what, args, words) => {
  const folder = await aTempFolder({
    "seller.js": good,
    "empty/tool.js": "const build = () => 1;",
    "wrong.yaml": "version: 1\nsellars: {}\n",
  });

  const { exitCode, stdout, stderr } = await lint(folder, ...args);

  expect([exitCode, stdout, stderr.includes(words)]).toEqual([2, "", true]);
});

it("finds TypeScript in a folder, and leaves the programs around it alone", async () => {
  const folder = await aTempFolder({
    "seller.ts": "export const scoreAd = (ad: object, bid: number): object => ({ score: bid });\n",
    "tools.ts": "export function reportResults(): void {}\n",
    "types.d.ts": "declare function scoreAd(): object;\n",
    "seller.script-test.ts": "const scoreAd = 1;\n",
    "broken.mjs": "export function generateBid( {}\n",
  });

  const { stdout } = await lint(folder, ".", "--format", "json");

  const { scripts } = JSON.parse(stdout) as {
    readonly scripts: readonly { readonly script: string; readonly problems: readonly object[] }[];
  };
  expect(scripts.map(({ script, problems }) => [script, problems.length > 0])).toEqual([
    ["broken.mjs", true],
    ["seller.ts", true],
  ]);
});
