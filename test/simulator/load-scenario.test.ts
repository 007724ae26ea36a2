import { join } from "node:path";
import { expect, it } from "vitest";
import { loadScenario, prepareScenario } from "../../simulator/load-scenario.ts";
import { aScenario } from "../support/a-scenario.ts";
import { errorOf } from "../support/error-of.ts";
import { aTempFolder } from "../support/temp-folder.ts";

const yaml = `version: 1
app: { appId: com.example.game }
slots: { home-banner: { format: banner } }
`;

it("reads a scenario and what its hosts serve", async () => {
  const folder = await aTempFolder();
  await folder.write("shoes/scripts/seller.js", "function scoreAd() {}");
  await folder.write("shoes/buyer.js", "function generateBid() {}");
  await folder.write(
    "shoes/scenario.yaml",
    `${yaml}
sellers:
  ssp.example:
    decisionLogic: scripts/seller.js
    selectionLogic: { inline: "function selectOutcome() {}" }
    trustedScoringSignals: { "https://shoes.example/ad": { safe: true } }
buyers:
  shoes.example: { biddingLogic: buyer.js, scripts: { /old/bidding.js: buyer.js } }
  ssp.example: { trustedBiddingSignals: { budget: 5 }, reportPaths: [/win] }
`,
  );

  const { scenario, record, locate, ...loaded } = await loadScenario("shoes/scenario.yaml", {
    cwd: folder.path,
  });

  expect(scenario.app.appId).toBe("com.example.game");
  expect(record["app"]).toMatchObject({ appId: "com.example.game" });
  expect(locate(["version"], "key")).toEqual({ line: 1, column: 1 });
  expect(loaded).toEqual({
    name: "shoes",
    path: "shoes/scenario.yaml",
    folder: join(folder.path, "shoes"),
    hosts: {
      "ssp.example": {
        scripts: {
          "/decision-logic.js": { text: "function scoreAd() {}", file: "scripts/seller.js" },
          "/selection-logic.js": { text: "function selectOutcome() {}" },
        },
        signals: {
          "/trusted-signals": { "https://shoes.example/ad": { safe: true }, budget: 5 },
        },
        reportPaths: ["/report", "/win"],
      },
      "shoes.example": {
        scripts: {
          "/bidding-logic.js": { text: "function generateBid() {}", file: "buyer.js" },
          "/old/bidding.js": { text: "function generateBid() {}", file: "buyer.js" },
        },
        signals: { "/trusted-signals": {} },
        reportPaths: ["/report"],
      },
    },
    adapters: [],
    moduleHashes: {},
    files: ["shoes/scenario.yaml", "shoes/scripts/seller.js", "shoes/buyer.js"].map((file) =>
      join(folder.path, file),
    ),
  });
});

it("takes a folder for the scenario inside", async () => {
  const folder = await aTempFolder();
  await folder.write("lesson/scenario.json", JSON.stringify(aScenario()));

  const { name, path } = await loadScenario("lesson", { cwd: folder.path });

  expect([name, path]).toEqual(["lesson", join("lesson", "scenario.json")]);
});

it("calls a scenario by its name, else by its file", async () => {
  const folder = await aTempFolder();
  await folder.write("plain.yml", yaml);
  await folder.write("named.yml", `${yaml}name: Running shoes`);

  const loaded = await Promise.all(
    ["plain.yml", "named.yml"].map((path) => loadScenario(path, { cwd: folder.path })),
  );

  expect(loaded.map(({ name }) => name)).toEqual(["plain", "Running shoes"]);
});

it("runs a scenario that is a program, and reads it again when it has changed", async () => {
  const folder = await aTempFolder();
  const program = (seed: number): string =>
    `export default ${JSON.stringify(aScenario({ seed }))};`;
  await folder.write("scenario.mjs", program(3));
  const before = await loadScenario("scenario.mjs", { cwd: folder.path });
  await folder.write("scenario.mjs", program(4));

  const after = await loadScenario("scenario.mjs", { cwd: folder.path });

  expect([before.scenario.seed, after.scenario.seed]).toEqual([3, 4]);
});

it("reports the problems of a program by their path", async () => {
  const folder = await aTempFolder();
  await folder.write("scenario.mjs", "export default { version: 1, slots: {} }");

  const error = await errorOf(() => loadScenario("scenario.mjs", { cwd: folder.path }));

  expect([error.code, error.message]).toEqual([
    "ERR_SCENARIO_INVALID",
    `Cannot use scenario "scenario.mjs": 2 problems
  scenario.mjs  app: is missing, expected a map
  scenario.mjs  steps: are missing, and there is no slot to request: write steps such as "- selectAds: { seller: …, customAudienceBuyers: […] }", or slots`,
  ]);
});

it("points at every script that cannot be read", async () => {
  const folder = await aTempFolder();
  await folder.write("scripts/there.js", "");
  await folder.write(
    "scenario.yaml",
    `${yaml}
sellers:
  ssp.example: { decisionLogic: scripts/missing.js, selectionLogic: scripts/there.js }
buyers:
  shoes.example: { biddingLogic: scripts }
`,
  );

  const error = await errorOf(() => loadScenario("scenario.yaml", { cwd: folder.path }));

  expect([error.code, error.message]).toEqual([
    "ERR_SCENARIO_UNREADABLE",
    `Cannot use scenario "scenario.yaml": 2 problems
  scenario.yaml:6:33  sellers["ssp.example"].decisionLogic: cannot read "scripts/missing.js": there is no such file
  scenario.yaml:8:34  buyers["shoes.example"].biddingLogic: cannot read "scripts": it is a folder`,
  ]);
});

it.each([
  ["scenari.yaml", "there is no such file.", 'Did you mean "scenario.yaml"?'],
  [
    "nothing/like/it",
    "there is no such file.",
    'Check the path, or write a starter scenario with "fledgling init".',
  ],
  ["empty", "it is a folder that holds no scenario.yaml.", "Name the file to run."],
  [
    "notes.txt",
    'its name ends in ".txt".',
    "Scenarios end in .yaml, .yml, .json, .ts, .mts, .js, .mjs.",
  ],
  [
    "Makefile",
    "its name has no ending.",
    "Scenarios end in .yaml, .yml, .json, .ts, .mts, .js, .mjs.",
  ],
  ["broken.mjs", "no scenario today", 'Run "node broken.mjs" to see where it fails.'],
  ["silent.mjs", "it has no default export.", 'Write "export default defineScenario({ … })".'],
])("says why it cannot read %s, and what to do", async (path, why, hint) => {
  const folder = await aTempFolder();
  await folder.write("scenario.yaml", yaml);
  await folder.write("empty/readme.md", "");
  await folder.write("notes.txt", yaml);
  await folder.write("Makefile", yaml);
  await folder.write("broken.mjs", 'throw new Error("no scenario today");');
  await folder.write("silent.mjs", "export const scenario = {};");

  const error = await errorOf(() => loadScenario(path, { cwd: folder.path }));

  expect([error.code, error.message, error.hint]).toEqual([
    "ERR_SCENARIO_UNREADABLE",
    `Cannot read scenario "${path}": ${why}`,
    hint,
  ]);
});

it("prepares a scenario that is in memory in the same way", async () => {
  const folder = await aTempFolder();
  await folder.write("seller.js", "function scoreAd() {}");
  const sellers = { "ssp.example": { decisionLogic: "seller.js" } };

  const loaded = await prepareScenario(aScenario({ sellers }), { folder: folder.path });

  expect([loaded.name, loaded.files, loaded.hosts["ssp.example"]?.scripts]).toEqual([
    "scenario",
    [join(folder.path, "seller.js")],
    { "/decision-logic.js": { text: "function scoreAd() {}", file: "seller.js" } },
  ]);
});
