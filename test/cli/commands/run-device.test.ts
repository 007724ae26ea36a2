import { expect, it } from "vitest";
import { MediationEventSchema } from "../../../sdk/index.ts";
import { runCommandLine, type CliResult } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const phone = `version: 1
name: phone
app: { appId: com.example.game }
device:
  customAudiences:
    - { buyer: a.example, name: one, ads: [{ renderUri: "https://a.example/ad", metadata: { cpm: 2 } }] }
sellers:
  ssp.example:
    decisionLogic:
      inline: |
        function scoreAd(ad, bid) {
          console.log("bid " + bid);
          return { status: 0, score: bid };
        }
  broken.example: { decisionLogic: { inline: "function scoreAd() { throw 5; }" } }
buyers:
  a.example: { biddingLogic: { inline: "function generateBid(ad) { return { status: 0, ad, bid: ad.metadata.cpm }; }" } }
steps:
`;

async function run(steps: string, ...options: readonly string[]): Promise<CliResult> {
  const folder = await aTempFolder({ "scenario.yaml": `${phone}${steps}` });
  return await runCommandLine(["run", "scenario.yaml", ...options], { cwd: folder.path });
}

it("tells each step in a block of its own, with nothing below", async () => {
  const { exitCode, stdout, stderr } = await run(`
  - selectAds: { seller: ssp.example, customAudienceBuyers: [a.example] }
    as: first
  - reportImpression: { of: first }
    expect: { exception: IllegalStateException }
  - selectAds: { seller: ssp.example, customAudienceBuyers: [b.example] }
    as: second
    expect: { winner: nobody }
  - reportImpression: { of: second }
  - set: { consent: revoked }
  - advance: 1h
  - selectAds: { seller: ssp.example, customAudienceBuyers: [a.example] }
`);

  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toBe(`phone  seed 1, profile android-all-on, virtual time

step 1  selectAds ssp.example as first
       winner   https://a.example/ad, bid 2.00 of a.example  60 ms
       console  bid 2  (https://ssp.example/decision-logic.js)

step 2  reportImpression of first
       threw    IllegalStateException without a message  20 ms
       service  status 1: Failure running JS in JavaScriptSandbox: Uncaught
                  ReferenceError: reportResult is not defined
       because  report-script-failed: ReferenceError: reportResult is not
                  defined (https://ssp.example/decision-logic.js); neither
                  seller nor buyer is told

step 3  selectAds ssp.example as second
       threw    IllegalStateException without a message
       service  status 1: Encountered failure during Ad Selection: No Custom
                  Audience or contextual ads available
       because  no-candidates: no custom audience of b.example on the device may
                  bid

step 4  reportImpression of second
       skipped  second has no outcome

step 5  set consent revoked

step 6  advance 1h

step 7  selectAds ssp.example
       outcome  an id and an empty address
       because  consent-missing: the user has revoked consent
`);
});

it("fails when a call threw and nobody expected it, and says how to expect it", async () => {
  const result = await run(
    `
  - selectAds: { seller: broken.example, customAudienceBuyers: [a.example] }
  - selectAds: { seller: ssp.example, customAudienceBuyers: [a.example] }
    expect:
      bid: 2
      winner: nobody
`,
    "--quiet",
  );

  expect(result).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: `error ERR_SCENARIO_EXPECTATION: Scenario "phone" ended otherwise than it expects:
  scenario.yaml:20:5  step 1 (selectAds broken.example): expected it to succeed, got IllegalStateException without a message (scoring-failed: 5 (https://broken.example/decision-logic.js), in scoreAd({"render_uri":"https://a.example/ad","metadata":{"cpm":2}}, …))
  scenario.yaml:24:7  step 2 (selectAds ssp.example): expected winner nobody, got https://a.example/ad
hint: Change "expect", or what leads to it. A step that should fail says so beside its verb: "expect: { exception: IllegalStateException }".
`,
  });
});

it("has programs read how each step ended", async () => {
  const { stdout } = await run(
    `
  - selectAds: { seller: ssp.example, customAudienceBuyers: [a.example] }
  - selectAds: { seller: broken.example, customAudienceBuyers: [a.example] }
    expect: { exception: IllegalStateException }
  - runJob: maintenance
`,
    "--json",
  );

  const { steps, events } = JSON.parse(stdout) as Readonly<Record<"steps" | "events", unknown>>;
  expect(MediationEventSchema.array().parse(events)).toEqual(events);
  expect(steps).toEqual([
    {
      step: 1,
      text: "selectAds ssp.example",
      kind: "returned",
      adSelectionId: expect.stringMatching(/^-\d+$/),
      renderUri: "https://a.example/ad",
    },
    {
      step: 2,
      text: "selectAds broken.example",
      kind: "threw",
      exception: "IllegalStateException",
      exceptionMessage: "",
    },
    { step: 3, text: "runJob maintenance", kind: "returned" },
  ]);
});

it("keeps the SDK's requests and the steps on the device apart", async () => {
  const slots = "slots: { home: { format: banner } }\n";
  const folder = await aTempFolder({
    "scenario.yaml": `${slots}${phone}
  - request: home
  - selectAds: { seller: ssp.example, customAudienceBuyers: [a.example] }
  - request: home
`,
  });

  const { stdout } = await runCommandLine(["run", "scenario.yaml"], { cwd: folder.path });

  expect(stdout.split("\n\n").map((block) => block.split("\n")[0])).toEqual([
    "phone  seed 1, profile android-all-on, virtual time",
    "request-1  slot home, banner",
    "step 2  selectAds ssp.example",
    "request-2  slot home, banner",
    "reports",
    "why the others did not win",
  ]);
});
