import { expect, it } from "vitest";
import { runCommandLine } from "../../support/run-command-line.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

const scenario = `version: 1
name: jobs
app: { appId: com.example.game }
device:
  customAudiences:
    - { buyer: a.example, name: old, ads: [{ renderUri: "https://a.example/ad" }] }
    - { buyer: a.example, name: gone, expirationTime: "2024-01-01T12:00:00Z" }
sellers:
  ssp.example:
    decisionLogic:
      inline: |
        function scoreAd(ad, bid) { return { status: 0, score: bid }; }
        function reportResult() {
          const reporting_uri = "https://other.example/";
          return { status: 0, results: { signals_for_buyer: "{}", reporting_uri } };
        }
buyers:
  a.example:
    biddingLogic:
      inline: |
        function generateBid(ad) { return { status: 0, ad, bid: 2 }; }
        function reportWin() { return { status: 0, results: { reporting_uri: "https://a.example/report" } }; }
network:
  routes:
    - { url: https://a.example/daily-update, fault: { status: 200, body: '{"user_bidding_signals":{"n":1}}' } }
    - { url: https://a.example/update, fault: { status: 200, body: '{"leave":["old"]}' } }
    - { url: https://a.example/report, fault: unreachable }
steps:
  - selectAds: { seller: ssp.example, customAudienceBuyers: [a.example] }
    as: ad
  - reportImpression: { of: ad }
  - scheduleCustomAudienceUpdate: { updateUri: https://a.example/update, minDelay: 30m }
  - advance: 13h
  - runJob: daily-update
  - runJob: scheduled-update
  - advance: 12h
  - runJob: maintenance
  - updateAdCounterHistogram: { of: ad, callerAdTech: ssp.example, eventType: view }
  - storeOutcome: { buyer: a.example, renderUri: https://a.example/stored, bid: 1, adSelectionId: "-7" }
  - override: { reset: customAudience }
`;

it("tells what jobs did, who was not told, and what came to nothing", async () => {
  const folder = await aTempFolder({ "scenario.yaml": scenario });

  const { stdout, stderr } = await runCommandLine(["run", "scenario.yaml"], { cwd: folder.path });

  const [, ...steps] = stdout.trimEnd().split("\n\n");
  expect(stderr).toBe("");
  expect(steps.join("\n").replaceAll(/-\d{9,}/g, "ID")).toBe(`step 1  selectAds ssp.example as ad
       winner  https://a.example/ad, bid 2.00 of a.example  60 ms
       lost    custom audience a.example/gone  audience-incomplete
                 has no ads
step 2  reportImpression of ad
       done       20 ms
       ruled out  report to the seller  report-host-mismatch
                    "https://other.example/" is not https on ssp.example or a
                    subdomain
       report     impression  buyer   https://a.example/report is unreachable:
                    the scenario's network says so  GET https://a.example/report
step 3  scheduleCustomAudienceUpdate https://a.example/update
       done
step 4  advance 13h
step 5  runJob daily-update
       done
       deleted  a.example/gone: expired 3600100 ms ago
step 6  runJob scheduled-update
       done  20 ms
       left  a.example/old
step 7  advance 12h
step 8  runJob maintenance
       done
       cleared  ad selections: 1, scripts: 1, beacons: 0
step 9  updateAdCounterHistogram view of ad
       done
       unchanged  ad selection ID is unknown, or this app may
                    not use it
step 10  storeOutcome https://a.example/stored
       outcome  https://a.example/stored, -7
step 11  override reset customAudience
       done
       removed  all of this app: 0`);
});
