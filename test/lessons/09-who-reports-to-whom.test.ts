import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { MediationEvent } from "../../sdk/index.ts";
import {
  loadScenario,
  replayTrace,
  runScenario,
  type ReplayOptions,
} from "../../simulator/index.ts";

const FOLDER = "examples/09-who-reports-to-whom";
const { events: original } = await runScenario(await loadScenario(FOLDER));

async function replayWith(
  set: NonNullable<ReplayOptions["set"]>,
): Promise<readonly MediationEvent[]> {
  const { run } = await replayTrace(original, { set });
  return run.events;
}

/** The hosts that hear of an impression or an event, by the network that won the request. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  alpha: ["alpha.example", "travel.example"],
  ssp: ["ssp.example", "shoes.example"],
  beta: [],
};

/** Of each request: who won, and which hosts were told. */
function tellReports(events: readonly MediationEvent[]) {
  return events
    .filter((event) => event.type === "ad.selected")
    .map(({ requestId, networkId }) => ({ networkId, hosts: hostsTold(events, requestId) }));
}

function hostsTold(events: readonly MediationEvent[], requestId: string | undefined) {
  const hosts = events.flatMap((event) =>
    event.type === "report.sent" && event.requestId === requestId ? [new URL(event.uri).host] : [],
  );
  return [...new Set(hosts)];
}

it("tells the winner's seller and buyer and nobody else, whoever wins", async () => {
  const cents = fc.integer({ min: 1, max: 600 }).map((value) => value / 100);
  await fc.assert(
    fc.asyncProperty(cents, cents, async (own, alphaPriceUsd) => {
      const ends = tellReports(
        await replayWith({
          "device.customAudiences.0.ads.0.metadata.cpm": own,
          "node.alpha.ecpmUsd": alphaPriceUsd,
        }),
      );

      expect(ends).toHaveLength(3);
      expect(ends).toEqual(ends.map(({ networkId }) => ({ networkId, hosts: TOLD[networkId] })));
    }),
    { numRuns: 8, examples: [[2.5, 4]] },
  );
});

it("asks the seller's script first, and hands what it says to the buyer's", () => {
  const [seller, buyer] = original.filter(
    (event) =>
      event.type === "logic.finished" && ["reportResult", "reportWin"].includes(event.function),
  );

  expect([seller, buyer]).toMatchObject([
    { function: "reportResult", script: "https://alpha.example/decision-logic.js" },
    { function: "reportWin", script: "https://travel.example/bidding-logic.js" },
  ]);
  expect(original.flatMap((event) => (event.type === "report.sent" ? [event.uri] : []))).toContain(
    "https://travel.example/report/win?paid=4",
  );
});

it("leaves word of every event that nobody had registered a beacon for", () => {
  const withheld = original.filter((event) => event.type === "report.withheld");

  const detailOf = (key: string) =>
    `the buyer's reporting script registered no beacon for "${key}"`;
  expect(withheld).toMatchObject([
    { requestId: "request-1", destination: "buyer", key: "view", detail: detailOf("view") },
    { requestId: "request-2", destination: "buyer", key: "click", detail: detailOf("click") },
  ]);
});

it("withholds the one report whose address will not do, and sends the other", async () => {
  const events = await replayWith({
    "sellers.alpha.example.decisionLogic": `${FOLDER}/scripts/seller-elsewhere.js`,
  });

  const withheld = events.filter((event) => event.type === "report.withheld");
  const sent = events.flatMap((event) =>
    event.type === "report.sent" && event.key === "impression" ? [event.uri] : [],
  );
  expect(withheld[0]).toMatchObject({ destination: "seller", rule: "report-host-mismatch" });
  expect(sent).toEqual([
    "https://travel.example/report/win?paid=4",
    "https://ssp.example/report/win?bid=2.5",
    "https://shoes.example/report/win?paid=2.5",
  ]);
});

it("tells neither of them when one of the scripts breaks", async () => {
  const [first] = tellReports(
    await replayWith({
      "buyers.travel.example.biddingLogic": `${FOLDER}/scripts/travel-unguarded.js`,
      "profile.registerAdBeaconEnabled": false,
    }),
  );

  expect(first).toEqual({ networkId: "alpha", hosts: [] });
});

it("calls the shoe shop's ad the winner of its auction in debug reports, shown or not", async () => {
  const inline = `function generateBid(ad) {
    forDebuggingOnly.reportAdAuctionWin("https://shoes.example/debug/win");
    return { status: 0, ad, bid: ad.metadata.cpm };
  }
  function reportWin() {
    return { status: 0, results: { reporting_uri: "https://shoes.example/report/win" } };
  }`;

  const events = await replayWith({ "buyers.shoes.example.biddingLogic": { inline } });

  const debugReports = events.filter((event) => event.type === "debug-report.sent");
  expect(debugReports.map(({ requestId, won }) => ({ requestId, won }))).toEqual([
    { requestId: "request-1", won: true },
    { requestId: "request-2", won: true },
    { requestId: "request-3", won: true },
  ]);
});
