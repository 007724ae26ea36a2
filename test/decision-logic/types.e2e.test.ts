import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { DECISION_FUNCTIONS } from "../../sdk/index.ts";
import { aTempFolder } from "../support/temp-folder.ts";

const root = resolve(import.meta.dirname, "../..");
const project = JSON.stringify({ extends: "fledgling/decision-logic/tsconfig.json" });

/** What the compiler says of scripts in a folder that has the package installed. */
async function compile(scripts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { path } = await aTempFolder({ ...scripts, "tsconfig.json": project });
  await mkdir(join(path, "node_modules"));
  await symlink(root, join(path, "node_modules/fledgling"), "junction");
  const bin = join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [bin, "-p", path], {
    encoding: "utf8",
    cwd: path,
  });
  return stdout.trim() === "" ? [] : stdout.trim().split("\n");
}

/** An opening line of JSDoc, and nothing else. */
const typed = (name: string, script: string): string =>
  `/** @type {import("fledgling/decision-logic/types").${name}} */\n${script}`;

const scripts = {
  "generate-bid.js": typed(
    "GenerateBid<{ metadata: { cpm: number }, userBiddingSignals: { visits: number } }>",
    `function generateBid(ad, auction, buyer, trusted, contextual, audience) {
  forDebuggingOnly.reportAdAuctionWin("https://a.example/");
  console.log(trusted.budget, contextual.dataVersion);
  if (audience.user_bidding_signals.visits === 0) return { status: 1 };
  return { status: 0, ad, bid: ad.metadata.cpm };
}`,
  ),
  "generate-bid-v3.js": typed(
    "GenerateBidV3",
    `function generateBid({ ads: [ad], userBiddingSignals }) {
  if (ad === undefined) throw new Error("no ads");
  return { ad, bid: userBiddingSignals.visits, render: ad.render_uri };
}`,
  ),
  "score-ad.js": typed(
    "ScoreAd",
    `function scoreAd(ad, bid, config, sellerSignals) {
  const { min_price = 0 } = config.auction_signals;
  const isBlocked = sellerSignals.blocked.includes(ad.metadata.category);
  return isBlocked || bid < min_price ? { status: 1 } : { status: 0, score: bid };
}`,
  ),
  "select-outcome.js": typed(
    "SelectOutcome",
    `function selectOutcome(outcomes, { bid_floor }) {
  return { status: 0, result: outcomes.find(({ bid }) => bid >= bid_floor) };
}`,
  ),
  "report-result.ts": `import type { ReportResult } from "fledgling/decision-logic/types";
export const reportResult: ReportResult = ({ seller }, _uri, bid) => {
  const site = "https://" + seller;
  if (typeof registerAdBeacon === "function") registerAdBeacon({ click: site + "/click" });
  const results = { signals_for_buyer: "{}", reporting_uri: site + "/report?bid=" + bid };
  return { status: 0, results };
};`,
  "report-win.js": typed(
    "ReportWin",
    `function reportWin(signals, buyer, { seller }, { adCost = "0" }, { name }) {
  return { status: 0, results: { reporting_uri: "https://a.example/?" + seller + adCost + name } };
}`,
  ),
};

it("accepts a script for every function, in JavaScript and in TypeScript", async () => {
  expect(await compile(scripts)).toEqual([]);
});

it("accepts every starter", async () => {
  const folder = join(root, "cli/starter/scripts");
  const names = await readdir(folder);
  const starters = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const),
  );

  expect(await compile(Object.fromEntries(starters))).toEqual([]);
});

it("finds what a device would stumble over", async () => {
  const complaints = await compile({
    "a.js": typed(
      "ScoreAd",
      `function scoreAd(ad, bid, config, seller, trusted, contextual, audiences) {
  setTimeout(() => {}, 1);
  audiences.name;
  ad.renderUrl;
  return { status: 0, scor: bid };
}`,
    ),
    "b.js": typed(
      "ReportResult",
      `function reportResult(config, uri, bid) {
  registerAdBeacon({ click: "https://a.example/" });
  return { status: 0, results: { signals_for_buyer: {}, reporting_uri: uri } };
}`,
    ),
    "c.js": typed("SelectOutcome", `function selectOutcome(outcomes) { return null; }`),
    "d.js": typed(
      "GenerateBid",
      `function generateBid(a, b, c, d, e, f, g) { return { status: 1 }; }`,
    ),
  });

  expect(complaints.map((line) => line.replace(/: error \w+: /, " "))).toEqual([
    "a.js(3,3) Cannot find name 'setTimeout'.",
    "a.js(4,13) Property 'name' does not exist on type 'readonly { readonly buyer: string; readonly name: string; }[]'.",
    "a.js(5,6) Property 'renderUrl' does not exist on type 'Ad<Signals>'. Did you mean 'render_uri'?",
    "a.js(6,23) Object literal may only specify known properties, but 'scor' does not exist in type 'Score'. Did you mean to write 'score'?",
    "b.js(3,3) Cannot invoke an object which is possibly 'undefined'.",
    "b.js(4,34) Type '{}' is not assignable to type 'string'.",
    "c.js(2,36) Type 'null' is not assignable to type 'Failed | SelectedOutcome'.",
    "d.js(1,12) A JSDoc '@type' tag on a function must have a signature with the correct number of arguments.",
  ]);
});

it("names arguments as the device does, in its order", async () => {
  const read = (name: string): Promise<string> =>
    readFile(join(root, `decision-logic/types/${name}.d.ts`), "utf8");
  const kebab = (id: string): string =>
    id.replaceAll(/V?[A-Z3]+/g, (part) => `-${part.toLowerCase()}`);

  for (const { id, parameters } of DECISION_FUNCTIONS) {
    const text = await read(kebab(id));
    const [, list = ""] = /export type \w+<[\s\S]*?> = \(\n([\s\S]*?)\n\) =>/.exec(text) ?? [];
    const names = Array.from(list.matchAll(/^ {2}(\w+):/gm), ([, name]) => name);

    expect([id, names]).toEqual([id, parameters.map(({ name }) => name)]);
  }
});
