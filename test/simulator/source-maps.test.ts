import { expect, it } from "vitest";
import { loadScenario } from "../../simulator/index.ts";
import { runCommandLine } from "../support/run-command-line.ts";
import { aTempFolder } from "../support/temp-folder.ts";

const scenario = `version: 1
app: { appId: com.example.game }
device:
  customAudiences:
    - buyer: shoes.example
      name: runners
      ads: [{ renderUri: "https://shoes.example/ad" }]
sellers: { ssp.example: { decisionLogic: { inline: "const scoreAd = () => ({ status: 0, score: 1 });" } } }
buyers: { shoes.example: { biddingLogic: web/dist/bid.js } }
steps:
  - selectAds: { seller: ssp.example, customAudienceBuyers: [shoes.example] }
    expect: { exception: IllegalStateException }
`;

/** Its third line is line 11, column 5 of the author's. */
const map = { version: 3, names: [], sources: ["../src/bid.ts"], mappings: ";;AAUI,QAAQ" };
const bundle = `// a bundle
const generateBid = () => {
          null.bid;
};`;

async function aBundle(comment: string, files: Readonly<Record<string, string>> = {}) {
  const text = `${bundle}\n${comment}`;
  const { path: cwd } = await aTempFolder({
    "scenario.yaml": scenario,
    "web/dist/bid.js": text,
    ...files,
  });
  const { hosts } = await loadScenario(".", { cwd });
  return { cwd, text, served: hosts["shoes.example"]?.scripts["/bidding-logic.js"]?.text };
}

it("finds an error where the author wrote it, if a map lies beside the bundle", async () => {
  const { cwd } = await aBundle("//# sourceMappingURL=bid.js.map", {
    "web/dist/bid.js.map": JSON.stringify(map),
  });

  const { stdout } = await runCommandLine(["run", "."], { cwd });

  expect(stdout.replaceAll(/\s+/g, " ")).toContain(
    "bidding-logic-failed TypeError: Cannot read properties of null (reading 'bid') (web/dist/bid.js, bundled from web/src/bid.ts:11:13), in generateBid(",
  );
});

it.each([
  { sources: ["webpack://shoes/bid.ts"] },
  { sources: ["bid.ts"], sourceRoot: "webpack://shoes/" },
])("tells a trace where that is, as the map has it: %j", async (changes) => {
  const { cwd } = await aBundle("//# sourceMappingURL=bid.js.map", {
    "web/dist/bid.js.map": JSON.stringify({ ...map, ...changes }),
  });

  const { stdout } = await runCommandLine(["run", ".", "--json"], { cwd });

  const { events } = JSON.parse(stdout) as { readonly events: readonly object[] };
  expect(events).toContainEqual(
    expect.objectContaining({
      type: "logic.finished",
      script: "https://shoes.example/bidding-logic.js",
      outcome: "threw",
      file: "webpack://shoes/bid.ts",
      line: 11,
      column: 13,
      call: 0,
      given:
        '{"render_uri":"https://shoes.example/ad","metadata":{}}, {}, {}, {}, {}, {"owner":"com.example.game","buyer":"shoes.example","name":"runners","activation…',
    }),
  );
});

it.each<[string, string, Readonly<Record<string, string>>]>([
  ["is not there", "//# sourceMappingURL=bid.js.map", {}],
  ["is no JSON", "//# sourceMappingURL=bid.js.map", { "web/dist/bid.js.map": "{" }],
  ["is no map", "//# sourceMappingURL=bid.js.map", { "web/dist/bid.js.map": "{}" }],
  ["is elsewhere", "//# sourceMappingURL=../bid.js.map", { "web/bid.js.map": JSON.stringify(map) }],
  [
    "is very big",
    "//# sourceMappingURL=bid.js.map",
    { "web/dist/bid.js.map": JSON.stringify(map) + " ".repeat(2 ** 22) },
  ],
])("serves a bundle as it is when its map %s", async (_, comment, files) => {
  const { served, text } = await aBundle(comment, files);

  expect(served).toBe(text);
});
