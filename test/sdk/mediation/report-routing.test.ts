import { expect, it } from "vitest";
import type { ScenarioInput, ScenarioRun } from "../../../simulator/index.ts";
import {
  aWaterfall,
  buyerScript,
  filling,
  firstPartyAd,
  runInline,
  sellerScript,
  unfilling,
  type WaterfallInput,
} from "../../support/a-waterfall.ts";
import { tellWalk } from "../../support/tell-walk.ts";

/** Everything that was pinged, in order: `POST https://…`. */
function pings({ events }: ScenarioRun): readonly string[] {
  return events.flatMap((event) =>
    event.type === "report.sent" ? [`${event.method} ${event.uri} ${event.status}`] : [],
  );
}

/** Which reporting scripts ran. */
function reporters({ events }: ScenarioRun): readonly string[] {
  return events.flatMap((event) =>
    event.type === "logic.finished" && event.function.startsWith("report")
      ? [`${event.function} of ${event.script}`]
      : [],
  );
}

const steps: ScenarioInput["steps"] = [{ request: "level-end" }, "show", "click"];

const alphaAuction = {
  adapter: "on-device-auction",
  options: { seller: "alpha.example", customAudienceBuyers: ["shoes.example"] },
};

/** The first party and a third party that runs an auction of its own over the same audience. */
function withThirdParty(input: WaterfallInput): ScenarioInput {
  const scenario = aWaterfall({
    networks: { alpha: alphaAuction },
    ...input,
    scenario: { steps, ...input.scenario },
  });
  return {
    ...scenario,
    sellers: { ...scenario.sellers, "alpha.example": { decisionLogic: { inline: sellerScript } } },
  };
}

it("reports with the first party's config when its ad goes before a node", async () => {
  const run = await runInline(
    withThirdParty({ bid: 5, nodes: [{ networkId: "alpha", ecpmUsd: 5 }] }),
  );

  expect(pings(run)).toEqual([
    "GET https://ssp.example/report/win?bid=5 204",
    "GET https://shoes.example/report/win?audience=runners 204",
    "POST https://ssp.example/report/click 204",
  ]);
  expect(reporters(run)).toEqual([
    "reportResult of https://ssp.example/decision-logic.js",
    "reportWin of https://shoes.example/bidding-logic.js",
  ]);
});

it("reports with the third party's config when its auction wins, and the first party hears nothing", async () => {
  const run = await runInline(
    withThirdParty({ bid: 5, nodes: [{ networkId: "alpha", ecpmUsd: 6 }] }),
  );

  expect(pings(run)).toEqual([
    "GET https://alpha.example/report/win?bid=5 204",
    "GET https://shoes.example/report/win?audience=runners 204",
    "POST https://alpha.example/report/click 204",
  ]);
  expect(reporters(run)).toEqual([
    "reportResult of https://alpha.example/decision-logic.js",
    "reportWin of https://shoes.example/bidding-logic.js",
  ]);
});

it.each(["reuse", "rerun"] as const)(
  "reports the fallback's ad once, when it is a %s",
  async (mode) => {
    const run = await runInline(
      withThirdParty({
        bid: 1,
        mediation: { firstPartyFallback: mode },
        nodes: [{ networkId: "beta", ecpmUsd: 5 }],
        networks: { beta: unfilling },
      }),
    );

    expect(pings(run)).toEqual([
      "GET https://ssp.example/report/win?bid=1 204",
      "GET https://shoes.example/report/win?audience=runners 204",
      "POST https://ssp.example/report/click 204",
    ]);
  },
);

it("reports nothing when nobody won: there is no ad to show", async () => {
  const run = await runInline(withThirdParty({ nodes: [{ networkId: "alpha", ecpmUsd: 5 }] }));

  expect(pings(run)).toEqual([]);
  expect(reporters(run)).toEqual([]);
  expect(run.events.flatMap((event) => (event.type === "step.skipped" ? [event] : []))).toEqual([
    expect.objectContaining({ step: 2, text: "show", detail: "request-1 got no ad" }),
    expect.objectContaining({ step: 3, text: "click", detail: "request-1 got no ad" }),
  ]);
});

it("has nothing to run on the device for a network that reports by itself", async () => {
  const run = await runInline(
    withThirdParty({
      bid: 1,
      nodes: [{ networkId: "beta", ecpmUsd: 5 }],
      networks: { beta: filling(5) },
    }),
  );

  expect(reporters(run)).toEqual([]);
  expect(
    run.events.flatMap((event) => (event.type === "impression.reported" ? event : [])),
  ).toEqual([expect.objectContaining({ networkId: "beta", adId: "ad-1" })]);
});

it("pings nobody twice when the app reports an impression again, and tells that it refused", async () => {
  const run = await runInline(
    withThirdParty({
      bid: 5,
      nodes: [{ networkId: "alpha", ecpmUsd: 6 }],
      scenario: { steps: [{ request: "level-end" }, "show", "impression"] },
    }),
  );

  expect(pings(run)).toHaveLength(2);
  expect(run.events.filter(({ type }) => type.startsWith("impression."))).toEqual([
    expect.objectContaining({ type: "impression.reported" }),
    expect.objectContaining({ type: "impression.refused" }),
  ]);
});

it("tells neither party when the seller's reporting script fails, and goes on with the session", async () => {
  const broken = sellerScript.replace("registerAdBeacon", "registerAddBeacon");
  const scenario = withThirdParty({ bid: 5, nodes: [{ networkId: "alpha", ecpmUsd: 6 }] });

  const run = await runInline({
    ...scenario,
    sellers: { ...scenario.sellers, "alpha.example": { decisionLogic: { inline: broken } } },
  });

  expect(pings(run)).toEqual([]);
  expect(run.events.find(({ type }) => type === "impression.failed")).toMatchObject({
    networkId: "alpha",
    code: "ERR_DEVICE_ILLEGAL_STATE",
  });
  expect(run.ledger.at(-1)).toMatchObject({ rule: "report-script-failed" });
  expect(run.ledger.at(-1)?.detail).toContain("registerAddBeacon is not defined");
});

const contextualAd = { renderUri: "https://shoes.example/ads/new", cpmUsd: 2 };

/** The endpoint answers with a contextual ad instead of a chain. */
function withContextualAd(input: WaterfallInput): ScenarioInput {
  const adServer = { slots: { "level-end": { kind: "contextual-ad" as const, ad: contextualAd } } };
  return aWaterfall({ ...input, scenario: { steps, adServer, ...input.scenario } });
}

const contextualBuyer = { buyer: "shoes.example" };

it("lets a contextual ad win when it is worth more than remarketing, and its buyer reports", async () => {
  const run = await runInline(withContextualAd({ bid: 1, firstParty: { contextualBuyer } }));

  expect(tellWalk(run.events)).toEqual([
    "contextual-ad.received",
    "first-party.selected",
    "ad.selected as contextual",
    "ad.shown",
  ]);
  expect(run.requests[0]?.result).toMatchObject({
    kind: "filled",
    ad: { renderUri: contextualAd.renderUri, networkId: "ssp", nodeId: undefined },
  });
  expect(pings(run)).toEqual([
    "GET https://ssp.example/report/win?bid=2 204",
    "GET https://shoes.example/report/win?audience=CONTEXTUAL_CA 204",
    "POST https://ssp.example/report/click 204",
  ]);
});

it("lets remarketing win when it is worth more than the contextual ad", async () => {
  const run = await runInline(withContextualAd({ bid: 3, firstParty: { contextualBuyer } }));

  expect(run.requests[0]?.result).toMatchObject({
    kind: "filled",
    ad: { renderUri: firstPartyAd, source: "first-party" },
  });
  expect(run.ledger.map(({ subject, rule }) => [subject, rule])).toEqual([
    [`ad ${contextualAd.renderUri}`, "score-lower"],
  ]);
});

it("fills with the contextual ad alone when the device has no audience", async () => {
  const run = await runInline(withContextualAd({ firstParty: { contextualBuyer } }));

  expect(run.requests[0]?.result).toMatchObject({
    kind: "filled",
    ad: { renderUri: contextualAd.renderUri },
  });
});

it("has the seller itself stand behind a contextual ad without a buyer of its own", async () => {
  const ad = { renderUri: "https://ssp.example/ads/house", cpmUsd: 2 };
  const adServer = { slots: { "level-end": { kind: "contextual-ad" as const, ad } } };
  const reportWin = buyerScript.slice(buyerScript.indexOf("function reportWin"));
  const decisionLogic = { inline: sellerScript + reportWin.replaceAll("shoes.", "ssp.") };

  const run = await runInline(
    aWaterfall({
      scenario: { steps, adServer, sellers: { "ssp.example": { decisionLogic } } },
    }),
  );

  expect(pings(run)).toEqual([
    "GET https://ssp.example/report/win?bid=2 204",
    "GET https://ssp.example/report/win?audience=CONTEXTUAL_CA 204",
    "POST https://ssp.example/report/click 204",
  ]);
});

it("cannot use a contextual ad without a first party, and says so", async () => {
  const run = await runInline(withContextualAd({ firstParty: null }));

  expect(run.requests[0]?.result.kind).toBe("no-fill");
  expect(run.ledger.map(({ subject, rule, detail }) => [subject, rule, detail])).toEqual([
    [
      "first party",
      "first-party-unconfigured",
      "the SDK has no first party to select the contextual ad https://shoes.example/ads/new",
    ],
  ]);
});

it("ends with nothing when the first party scores neither ad above zero", async () => {
  const decisionLogic = { inline: sellerScript.replace("bid >= min_price", "false") };
  const run = await runInline(
    withContextualAd({
      bid: 1,
      firstParty: { contextualBuyer },
      scenario: { sellers: { "ssp.example": { decisionLogic } } },
    }),
  );

  expect(tellWalk(run.events)).toEqual([
    "contextual-ad.received",
    "first-party.passed (first-party-no-ad)",
  ]);
});
