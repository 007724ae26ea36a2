import type { AdSelectionConfigInput } from "fledgling";
import { expect, it } from "vitest";
import type { ImpressionReport } from "../../../../sdk/device/reporting/report-impression.ts";
import {
  aCustomAudience,
  anAdSelectionConfig,
  biddingScript,
  decisionScript,
} from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
  urlsOf,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";
import { hang, unreachable, type Route } from "../../../support/scripted-internet.ts";

const seller = "https://seller.example/decision.js";
const buyer = "https://buyer.example/bidding.js";
const untold = "; neither seller nor buyer is told";

function reportingSeller(results: string, before = ""): string {
  return `function scoreAd() { return { status: 0, score: 1 }; }
function reportResult() {${before}
  return ${results}; }`;
}

function reportingBuyer(results: string, before = ""): string {
  return `function generateBid(ad) { return { status: 0, ad, bid: 1 }; }
function reportWin() {${before}
  return ${results}; }`;
}

function toSeller(uri: string): string {
  return `{ status: 0, results: { signals_for_buyer: "{}", reporting_uri: "${uri}" } }`;
}

function toBuyer(uri: string): string {
  return `{ status: 0, results: { reporting_uri: "${uri}" } }`;
}

/** A won auction, and a way to report it that waits for the pings. */
async function createWin(
  scripts: { readonly seller?: Route; readonly buyer?: Route; readonly profile?: "android" } = {},
) {
  const { profile = "android-all-on" } = scripts;
  const device = createDevice({
    profile,
    routes: { [seller]: scripts.seller ?? decisionScript, [buyer]: scripts.buyer ?? biddingScript },
  });
  await join(device, aCustomAudience());
  const config = anAdSelectionConfig();
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  const requestCount = device.http.requests.length;
  const report = async (changes: Partial<AdSelectionConfigInput> = {}): Promise<void> => {
    await device.adServices.reportImpression({ adSelectionId, config: { ...config, ...changes } });
    await device.adServices.settled();
  };
  const urls = (): readonly string[] => urlsOf(device).slice(requestCount);
  return { device, adSelectionId, config, report, urls };
}

it("runs the seller's script and then the buyer's stored one, and pings both (spec: on-device 4.1)", async () => {
  const { device, adSelectionId, report, urls } = await createWin();
  const eventCount = device.events.length;

  await report();

  expect(urls()).toEqual([seller, "https://seller.example/result", "https://buyer.example/win"]);
  const told = device.events.slice(eventCount).filter(({ type }) => type !== "http.finished");
  const ping = {
    type: "report.sent",
    adSelectionId,
    key: "impression",
    method: "GET",
    status: 200,
  };
  expect(told).toMatchObject([
    { type: "logic.finished", script: seller, function: "reportResult" },
    { type: "logic.finished", script: buyer, function: "reportWin" },
    { ...ping, destination: "seller", uri: "https://seller.example/result" },
    { ...ping, destination: "buyer", uri: "https://buyer.example/win" },
  ]);
  expect(ledgerOf(device)).toEqual([]);
});

it("tells the app of its success before it pings anybody (spec: on-device 4.1)", async () => {
  const { device, adSelectionId, config, urls } = await createWin();

  await device.adServices.reportImpression({ adSelectionId, config });

  expect(urls()).toEqual([seller]);
  await device.adServices.settled();
  expect(urls()).toHaveLength(3);
});

it("pings both at the same time, and only notes how that went (spec: on-device 4.1)", async () => {
  const { device, report } = await createWin();
  device.http.serve("https://seller.example/result", hang);
  device.http.serve("https://buyer.example/win", unreachable);

  await report();

  const sent = device.events.filter(({ type }) => type === "report.sent");
  expect(sent).toMatchObject([
    { destination: "buyer", atMs: 0, detail: "https://buyer.example/win is unreachable" },
    { destination: "seller", atMs: 5_000, detail: "no answer within 5000 ms" },
  ]);
});

it("reports once more when asked once more (spec: on-device 4.1)", async () => {
  const { report, urls } = await createWin();

  await report();
  await report();

  const once = [seller, "https://seller.example/result", "https://buyer.example/win"];
  expect(urls()).toEqual([...once, ...once]);
});

it("takes the config it is given now, whatever the auction's was (spec: on-device 4.1)", async () => {
  const { device, report, urls } = await createWin();
  device.http.serve(
    "https://mediator.example/",
    reportingSeller(toSeller("https://sub.mediator.example/result")),
  );

  await report({
    seller: "mediator.example",
    decisionLogicUri: "https://mediator.example/decision.js",
    customAudienceBuyers: [],
    adSelectionSignals: { other: true },
  });

  expect(urls()).toEqual([
    "https://mediator.example/decision.js",
    "https://sub.mediator.example/result",
    "https://buyer.example/win",
  ]);
});

it("runs the buyer's script as a later auction left it (spec: on-device 2.7)", async () => {
  const { device, report, urls } = await createWin();
  device.http.serve(buyer, reportingBuyer(toBuyer("https://buyer.example/win-2")));
  await device.adServices.selectAds(anAdSelectionConfig());
  device.http.serve(buyer, "no script any more");

  await report();

  expect(urls().at(-1)).toBe("https://buyer.example/win-2");
});

// spec: on-device 4.1, step 4
it.each([
  ["on another host", "https://other.example/r"],
  ["without https", "http://seller.example/r"],
  ["that is no address", "r"],
  ["that is empty", ""],
])("leaves out a seller's address %s, and still pings the buyer", async (_case, uri) => {
  const { device, report, urls } = await createWin({ seller: reportingSeller(toSeller(uri)) });

  await report();

  expect(urls()).toEqual([seller, "https://buyer.example/win"]);
  expect(ledgerOf(device)).toEqual([
    `report to the seller | report-host-mismatch | "${uri}" is not https on seller.example or a subdomain`,
  ]);
});

it("leaves out a buyer's address elsewhere, and still pings the seller (spec: on-device 4.1, step 4)", async () => {
  const { device, report, urls } = await createWin({
    buyer: reportingBuyer(toBuyer("https://seller.example/r")),
  });

  await report();

  expect(urls()).toEqual([seller, "https://seller.example/result"]);
  expect(ledgerOf(device)).toEqual([
    'report to the buyer | report-host-mismatch | "https://seller.example/r" is not https on buyer.example or a subdomain',
  ]);
});

// spec: on-device 1.4, column "reportResult / reportWin"; 4.1
const failures: readonly (readonly [string, string, string, string])[] = [
  [
    "throws",
    "missing",
    "Failure running JS in JavaScriptSandbox: Uncaught ReferenceError: missing is not defined",
    "ReferenceError: missing is not defined (SCRIPT:3:3), in CALL",
  ],
  [
    "returns a status other than 0",
    "{ status: 1, results: {} }",
    "Report Result script failed!",
    "FUNCTION returned status 1; only 0 is success (SCRIPT)",
  ],
  [
    "returns no status",
    "{ results: {} }",
    "Result does not match expected structure!",
    'FUNCTION returned {"results":{}}; it must be an object with status 0 (SCRIPT)',
  ],
  [
    "returns text",
    "'done'",
    "Result does not match expected structure!",
    'FUNCTION returned "done"; it must be an object with status 0 (SCRIPT)',
  ],
  [
    "returns null",
    "null",
    "Failure running JS in JavaScriptSandbox: Uncaught TypeError: Cannot read properties of null",
    "FUNCTION returned null; it must be an object with status 0 (SCRIPT)",
  ],
  [
    "returns nothing",
    "undefined",
    "Failure running JS in JavaScriptSandbox: Uncaught TypeError: Cannot read properties of undefined",
    "FUNCTION returned nothing; it must be an object with status 0 (SCRIPT)",
  ],
  [
    "returns a promise",
    "Promise.resolve()",
    "Result does not match expected structure!",
    "FUNCTION returned a promise, which nobody awaits; it must be an object with status 0 (SCRIPT)",
  ],
  [
    "returns no results",
    "{ status: 0 }",
    "Result does not match expected structure!",
    "FUNCTION returned results nothing, which is no object (SCRIPT)",
  ],
  [
    "returns results that are a list",
    "{ status: 0, results: [] }",
    "Result does not match expected structure!",
    "FUNCTION returned results [], which is no object (SCRIPT)",
  ],
  [
    "returns no address",
    "{ status: 0, results: { signals_for_buyer: '{}' } }",
    "Result does not match expected structure!",
    "FUNCTION returned reporting_uri nothing; it must be a string (SCRIPT)",
  ],
  [
    "returns a reporting_url",
    "{ status: 0, results: { signals_for_buyer: '{}', reporting_url: 'x' } }",
    "Result does not match expected structure!",
    "FUNCTION returned reporting_uri nothing; it must be a string (SCRIPT)",
  ],
];

const reportCalls: Readonly<Record<string, string>> = {
  reportResult:
    'reportResult({"seller":"seller.example","decision_logic_uri":"https://seller.example/decision…, …)',
  reportWin: "reportWin({}, …)",
};

function fill(detail: string, script: string, functionName: string): string {
  const call = reportCalls[functionName] ?? "";
  const filled = detail.replaceAll("SCRIPT", script).replaceAll("FUNCTION", functionName);
  return filled.replaceAll("CALL", call) + untold;
}

it.each(failures)("pings nobody when reportResult %s", async (_case, results, words, detail) => {
  const { device, report, urls } = await createWin({ seller: reportingSeller(results) });

  const error = await errorOf(report);

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
  expect(error.message).toBe("reportImpression threw IllegalStateException without a message.");
  expect(lastFailureOf(device)).toMatchObject({ status: 1, serviceMessage: words });
  expect(ledgerOf(device)).toEqual([
    `reportImpression call-3 | report-script-failed | ${fill(detail, seller, "reportResult")}`,
  ]);
  expect(urls()).toEqual([seller]);
});

it.each(failures)(
  "pings nobody, not even the seller, when reportWin %s",
  async (_case, results, words, detail) => {
    const { device, report, urls } = await createWin({ buyer: reportingBuyer(results) });

    const error = await errorOf(report);

    expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
    expect(lastFailureOf(device)).toMatchObject({ status: 1, serviceMessage: words });
    expect(ledgerOf(device)).toEqual([
      `reportImpression call-3 | report-script-failed | ${fill(detail, buyer, "reportWin")}`,
    ]);
    expect(urls()).toEqual([seller]);
  },
);

// spec: on-device 4.1
it.each([
  ["an object", "{ price: 1 }", '{"price":1}'],
  ["a number", "1", "1"],
  ["missing", "undefined", "nothing"],
])("takes signals for the buyer as text only: %s", async (_case, signals, shown) => {
  const { device, report, urls } = await createWin({
    seller: reportingSeller(
      `{ status: 0, results: { reporting_uri: "https://seller.example/r", signals_for_buyer: ${signals} } }`,
    ),
  });

  await errorOf(report);

  expect(lastFailureOf(device).serviceMessage).toBe("Result does not match expected structure!");
  expect(ledgerOf(device)).toEqual([
    `reportImpression call-3 | report-script-failed | reportResult returned signals_for_buyer ${shown}; it must be a string that holds JSON (${seller})${untold}`,
  ]);
  expect(urls()).toEqual([seller]);
});

it("calls signals for the buyer that are no JSON an illegal argument (spec: on-device 4.1)", async () => {
  const { device, report, urls } = await createWin({
    seller: reportingSeller(
      `{ status: 0, results: { reporting_uri: "https://seller.example/r", signals_for_buyer: "signals" } }`,
    ),
  });

  const error = await errorOf(report);

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
  expect(lastFailureOf(device)).toMatchObject({ status: 2, serviceMessage: "Invalid JSON args" });
  expect(ledgerOf(device)).toEqual([
    'reportImpression call-3 | signals-invalid | signals_for_buyer that reportResult returned is no JSON object: expected a value at character 1, got "signals"',
  ]);
  expect(urls()).toEqual([seller]);
});

it("has other words for a null where beacons are off (spec: on-device 4.1)", async () => {
  const { device, report } = await createWin({
    seller: reportingSeller("null"),
    profile: "android",
  });

  await errorOf(report);

  expect(lastFailureOf(device).serviceMessage).toBe(
    "Null string result returned by report script!",
  );
});

// spec: on-device 4.1
it("says in copied words that the seller's script is not there", async () => {
  const { device, report } = await createWin();
  device.http.serve(seller, { status: 404 });

  await errorOf(report);

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: "Error fetching outcome selection decision logic",
  });
});

it("says that a contextual winner's script is not there (spec: on-device 4.1)", async () => {
  const device = createDevice();
  const contextualAds = {
    buyer: "buyer.example",
    decisionLogicUri: "https://buyer.example/win.js",
    adsWithBid: [{ ad: { renderUri: "https://buyer.example/ad" }, bid: 1 }],
  };
  const config = anAdSelectionConfig({ perBuyerSignedContextualAds: { b: contextualAds } });
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  device.http.serve("https://buyer.example/win.js", { status: 410 });

  await errorOf(() => device.adServices.reportImpression({ adSelectionId, config }));

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: "Error while fetching buyer script from uri: https://buyer.example/win.js",
  });
});

it("refuses an id of zero before anything else (spec: on-device 4.1)", async () => {
  const { device, config, urls } = await createWin();

  await errorOf(() => device.adServices.reportImpression({ adSelectionId: "-0", config }));

  expect(lastFailureOf(device)).toMatchObject({
    status: 2,
    serviceMessage: "Non-zero ad selection ID must be set",
  });
  expect(ledgerOf(device)).toEqual([
    "reportImpression call-3 | argument-refused | ad selection id -0 stands for none: pass the id that selectAds gave",
  ]);
  expect(urls()).toEqual([]);
});

it.each([[{ adSelectionId: "-7", confg: {} }], [null]])(
  "calls %j a mistake in the program, not an empty config (spec: on-device 4.1)",
  async (given) => {
    const { device } = await createWin();
    const report = given as unknown as ImpressionReport;

    const error = await errorOf(() => device.adServices.reportImpression(report));

    expect(error.code).toBe("ERR_CONFIG_INVALID");
  },
);

it("refuses an id it does not know, before any request (spec: on-device 4.1)", async () => {
  const { device, config, urls } = await createWin();

  const error = await errorOf(() =>
    device.adServices.reportImpression({ adSelectionId: "-7", config }),
  );

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
  expect(lastFailureOf(device)).toMatchObject({
    status: 2,
    serviceMessage: "Caller package name does not match name used in ad selection",
  });
  expect(ledgerOf(device)).toEqual([
    "reportImpression call-3 | argument-refused | ad selection -7 is unknown, or deleted by the job maintenance for being older than 86400000 ms: pass an id that selectAds gave this app since",
  ]);
  expect(urls()).toEqual([]);
});

it("checks the config like an auction's (spec: on-device 4.1)", async () => {
  const { device, report, urls } = await createWin();

  await errorOf(() => report({ decisionLogicUri: "http://seller.example/x" }));

  expect(lastFailureOf(device)).toMatchObject({
    status: 2,
    serviceMessage:
      "Invalid object of type AdSelectionConfig. The violations are: [The AdSelectionConfig's Decision Logic URI should use HTTPS.]",
  });
  expect(urls()).toEqual([]);
});

it("reads the config's signals only when a script needs them (spec: on-device 2.2)", async () => {
  const { device, report, urls } = await createWin();

  await errorOf(() => report({ sellerSignals: "{" }));

  expect(lastFailureOf(device)).toMatchObject({ status: 2, serviceMessage: "Invalid JSON args" });
  expect(urls()).toEqual([seller]);
});

it.each([
  ["reportResult", { seller: "function scoreAd() { return { status: 0, score: 1 }; }" }],
  ["reportWin", { buyer: "function generateBid(ad) { return { status: 0, ad, bid: 1 }; }" }],
])("pings nobody when there is no %s (spec: on-device 1.4)", async (functionName, scripts) => {
  const { device, report, urls } = await createWin(scripts);

  await errorOf(report);

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: `Failure running JS in JavaScriptSandbox: Uncaught ReferenceError: ${functionName} is not defined`,
  });
  expect(urls()).toEqual([seller]);
});

it("ignores whatever else reporting scripts return (spec: on-device 4.1)", async () => {
  const { report, urls } = await createWin({
    seller: reportingSeller(
      `{ status: 0, more: 1, results: { signals_for_buyer: "{}", reporting_uri: "https://seller.example/r", more: [] } }`,
    ),
    buyer: reportingBuyer(
      `{ status: 0, ad: null, results: { reporting_uri: "https://buyer.example/r", signals_for_buyer: 1 } }`,
    ),
  });

  await report();

  expect(urls()).toEqual([seller, "https://seller.example/r", "https://buyer.example/r"]);
});
