import { expect, it } from "vitest";
import { createIsolateSandbox, type JsonValue } from "../../sdk/index.ts";
import { loadScenario, readScriptFile, runScenario } from "../../simulator/index.ts";
import { callScript } from "../../testing/index.ts";
import { errorOf } from "../support/error-of.ts";
import { aTempFolder } from "../support/temp-folder.ts";

const floor = "export const floor: number = 2;\nexport function scoreAd() { return 3; }\n";
const seller = `import { floor } from "./shared/floor.ts";

interface Ad { readonly metadata: { readonly cpm: number } }

export function scoreAd(ad: Ad, bid: number) {
  return { status: 0, score: bid >= floor ? bid : 0, cpm: ad.metadata.cpm.toFixed(1) };
}
function settle() {
  return { status: 0, results: { reporting_uri: "https://a.example/", signals_for_buyer: "{}" } };
}
export { settle as reportResult };
`;

async function call(folder: string, name: string, given: Readonly<Record<string, JsonValue>> = {}) {
  const sandbox = createIsolateSandbox();
  const script = await readScriptFile(name, { folder });
  return await callScript({ script, function: "scoreAd", calls: [given] }, sandbox);
}

const files = { "seller.ts": seller, "shared/floor.ts": floor };

it("runs a module in TypeScript, with what it imports, as a plain script", async () => {
  const { path } = await aTempFolder(files);

  const { decisions, functionLength, world } = await call(path, "seller.ts", {
    ad: { metadata: { cpm: 1 } },
    bid: 2,
  });

  expect(decisions).toEqual([{ kind: "ok", value: { score: 2 } }]);
  expect(functionLength).toBe(2);
  expect(world).toEqual({ kind: "living" });
});

it("offers every function under the name it is exported by", async () => {
  const { path } = await aTempFolder(files);
  const script = await readScriptFile("seller.ts", { folder: path });

  const { decisions } = await callScript(
    { script, function: "reportResult" },
    createIsolateSandbox(),
  );

  expect(decisions).toMatchObject([{ kind: "ok", value: { signalsForBuyer: "{}" } }]);
});

it("finds an error in the author's own file", async () => {
  const { path } = await aTempFolder(files);

  const { outcome, failure } = await call(path, "seller.ts", { bid: 2 });

  expect(outcome).toMatchObject({ kind: "threw", file: "seller.ts", line: 6, column: 75 });
  expect(failure).toContain("(seller.ts:6:75)");
});

it("keeps the top level of TypeScript that is no module", async () => {
  const { path } = await aTempFolder({
    "seller.ts": "function scoreAd(ad: object, bid: number) { return { status: 0, score: bid }; }",
  });

  const { decisions } = await call(path, "seller.ts", { bid: 7 });

  expect(decisions).toEqual([{ kind: "ok", value: { score: 7 } }]);
});

it("leaves a plain script alone, whatever its text says of imports", async () => {
  const text = "// no\nconst says = `\nimport is a word`;\nconst scoreAd = () => says;\n";
  const { path } = await aTempFolder({ "plain.js": text.replace("`\nimport", "`import") });

  const { source } = await readScriptFile("plain.js", { folder: path });

  expect(source).toBe(text.replace("`\nimport", "`import"));
});

it.each([
  {
    mistake: "a typing error",
    text: "export const x: = 3;",
    message: 'Cannot make a script of "a.ts":\n  a.ts:1:17  Unexpected "="',
  },
  {
    mistake: "a file that is not there",
    text: 'import { y } from "./nope.ts";\nexport const x = y;',
    message: 'Cannot make a script of "a.ts":\n  a.ts:1:19  Could not resolve "./nope.ts"',
  },
  {
    mistake: "something that a device does not have",
    text: 'import { readFileSync } from "node:fs";\nexport const x = () => readFileSync("x");',
    message: 'Cannot make a script of "a.ts":\n  a.ts:1:30  Could not resolve "node:fs"',
  },
  {
    mistake: "nothing to call",
    text: "export default function scoreAd() {}",
    message:
      'Cannot make a script of "a.ts":\n  a.ts  exports no function by name, so the device finds none: write "export function …"',
  },
])("refuses $mistake, with its place", async ({ text, message }) => {
  const { path } = await aTempFolder({ "a.ts": text });

  const error = await errorOf(() => readScriptFile("a.ts", { folder: path }));

  expect(error).toMatchObject({ code: "ERR_SCRIPT_UNBUILDABLE", message });
});

const scenario = `version: 1
app: { appId: com.example.game }
device:
  customAudiences:
    - buyer: shoes.example
      name: runners
      ads: [{ renderUri: "https://shoes.example/ad", metadata: { cpm: 1 } }]
sellers: { ssp.example: { decisionLogic: seller.ts } }
buyers:
  shoes.example:
    biddingLogic: { inline: "const generateBid = (ad) => ({ status: 0, ad, bid: 2 });" }
steps:
  - selectAds: { seller: ssp.example, customAudienceBuyers: [shoes.example] }
    expect: { winner: "https://shoes.example/ad" }
`;

it("runs a scenario whose script is TypeScript, and watches all it is made of", async () => {
  const { path } = await aTempFolder({ ...files, "scenario.yaml": scenario });

  const loaded = await loadScenario(".", { cwd: path });
  const run = await runScenario(loaded);

  expect(run.unmetExpectations).toEqual([]);
  expect(loaded.files.map((file) => file.slice(path.length + 1)).toSorted()).toEqual([
    "scenario.yaml",
    "seller.ts",
    "shared/floor.ts",
  ]);
});

it("says of a scenario's script that cannot be made where the scenario names it", async () => {
  const { path } = await aTempFolder({
    "scenario.yaml": scenario,
    "seller.ts": "export const = 1",
  });

  const error = await errorOf(() => loadScenario(".", { cwd: path }));

  expect(error.message).toContain("scenario.yaml:8:42");
  expect(error.message).toContain('seller.ts:1:14  Expected identifier but found "="');
});
