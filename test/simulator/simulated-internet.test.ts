import { expect, it } from "vitest";
import type { HttpRequest } from "../../sdk/index.ts";
import {
  createScenarioServer,
  createVirtualClock,
  prepareScenario,
} from "../../simulator/index.ts";
import { collectSites } from "../../simulator/scenario-server.ts";
import { createSimulatedInternet } from "../../simulator/simulated-internet.ts";
import { aWaterfall, buyerScript, sellerScript } from "../support/a-waterfall.ts";

async function anInternet(scenario = aWaterfall()) {
  const loaded = await prepareScenario(scenario);
  const adServer = await createScenarioServer(loaded);
  const clock = createVirtualClock(0);
  const http = createSimulatedInternet({ clock, adServer, sites: collectSites(loaded) });
  return { http, clock, adServer };
}

function get(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { method: "GET", url, purpose: "adapter", ...more };
}

it("serves every host from the one real server: scripts, signals, reports, the contextual endpoint", async () => {
  const { http, adServer } = await anInternet();
  const body = JSON.stringify({ appId: "a", slotId: "level-end", format: "interstitial" });
  const headers = { "content-type": "application/json" };

  const script = await http.send(get("https://ssp.example/decision-logic.js"));
  const signals = await http.send(get("https://shoes.example/trusted-signals?keys=a"));
  const report = await http.send(get("https://ssp.example/report/win?bid=2"));
  const chain = await http.send(
    get("https://adserver.example/contextual", { method: "POST", headers, body }),
  );

  expect([script, signals, report, chain]).toMatchObject([
    { kind: "response", status: 200, body: sellerScript },
    { kind: "response", status: 200, body: "{}" },
    { kind: "response", status: 204, body: "" },
    { kind: "response", status: 200, headers: { "content-type": expect.stringContaining("json") } },
  ]);
  const collected = await adServer.inject("/reports");
  expect(collected.json()).toEqual({
    reports: [{ method: "GET", host: "ssp.example", path: "/report/win?bid=2", body: "" }],
  });
});

it("takes no virtual time by itself", async () => {
  const { http, clock } = await anInternet();

  await http.send(get("https://ssp.example/decision-logic.js"));

  expect(clock.elapsedMs()).toBe(0);
});

it("answers in the order in which it was asked", async () => {
  const { http } = await anInternet();
  const answered: number[] = [];

  await Promise.all(
    [0, 1, 2, 3].map(async (index) => {
      await http.send(get(`https://ssp.example/report/${index}`));
      answered.push(index);
    }),
  );

  expect(answered).toEqual([0, 1, 2, 3]);
});

it("lets the server see one request after the other, however much work each is", async () => {
  const { http, adServer } = await anInternet();
  const headers = { "content-type": "text/plain" };
  const body = "x".repeat(200_000);

  await Promise.all([
    http.send(get("https://ssp.example/report/long", { method: "POST", headers, body })),
    http.send(get("https://ssp.example/report/short")),
  ]);

  const collected = await adServer.inject("/reports");
  const { reports } = collected.json<{ readonly reports: readonly { readonly path: string }[] }>();
  expect(reports.map(({ path }) => path)).toEqual(["/report/long", "/report/short"]);
});

it("says who is there when nobody serves a host", async () => {
  const { http } = await anInternet();

  expect(await http.send(get("https://toys.example/bidding-logic.js"))).toEqual({
    kind: "failure",
    reason: "unreachable",
    detail:
      "https://toys.example/bidding-logic.js is unreachable: nobody serves toys.example here (there are: ssp.example, shoes.example, adserver.example)",
  });
});

it.each(["http://ssp.example/decision-logic.js", "ftp://ssp.example/", "/decision-logic.js", ""])(
  "does not go to %o: it is no https address",
  async (url) => {
    const { http } = await anInternet();

    expect(await http.send(get(url))).toEqual({
      kind: "failure",
      reason: "not-allowed",
      detail: `${url} is not an https address`,
    });
  },
);

it("goes by the name of a host, as a live run does, whatever the port", async () => {
  const { http } = await anInternet();

  expect(await http.send(get("https://SHOES.example:8443/bidding-logic.js"))).toMatchObject({
    status: 200,
    body: buyerScript,
  });
});

it.each([
  [1_048_576, { kind: "response", status: 200 }],
  [
    1_048_577,
    {
      kind: "failure",
      reason: "too-large",
      detail: "the answer of https://ssp.example/decision-logic.js is over 1048576 bytes",
    },
  ],
])("takes answers up to Android's limit: %d bytes", async (bytes, outcome) => {
  const scenario = aWaterfall();
  const inline = "//".padEnd(bytes, "x");
  const { http } = await anInternet({
    ...scenario,
    sellers: { "ssp.example": { decisionLogic: { inline } } },
  });

  const answer = await http.send(get("https://ssp.example/decision-logic.js"));

  expect(answer).toMatchObject(outcome);
});
