import { createProcessSandbox, type ScriptSandbox } from "fledgling";
import {
  loadScenario,
  prepareScenario,
  runScenario,
  type LoadedScenario,
} from "fledgling/simulator";
import { afterAll, expect, it } from "vitest";
import { aWaterfall } from "../support/a-waterfall.ts";
import { EXAMPLES, SCENARIO_EXAMPLES } from "../support/example-scenarios.ts";

/** Two children each, so that scripts really overtake each other. */
const inProcesses = createProcessSandbox({ childCount: 2 });
const interpreted = createProcessSandbox({ childCount: 2, jitless: true });
afterAll(() => Promise.all([inProcesses.dispose(), interpreted.dispose()]));

async function traceOf(
  loaded: LoadedScenario,
  sandbox?: ScriptSandbox,
): Promise<readonly string[]> {
  const { events } = await runScenario(loaded, { withBodies: true, ...(sandbox && { sandbox }) });
  return events.map((event) => JSON.stringify(event));
}

it.each(SCENARIO_EXAMPLES)("tells %s the same wherever its scripts run", async (name) => {
  const loaded = await loadScenario(name, { cwd: EXAMPLES });

  const traces = [await traceOf(loaded, inProcesses), await traceOf(loaded, interpreted)];

  const trace = await traceOf(loaded);
  expect(traces).toEqual([trace, trace]);
});

it("tells a crowd the same, although its scripts run at the same time and take as long as they like", async () => {
  const buyers = ["shoes.example", "hats.example", "boats.example"];
  const loaded = await prepareScenario(
    aWaterfall({
      firstParty: { adSelection: { seller: "ssp.example", customAudienceBuyers: buyers } },
      scenario: {
        device: { customAudiences: buyers.flatMap(audiencesOf) },
        buyers: Object.fromEntries(
          buyers.map((buyer) => [buyer, { biddingLogic: { inline: dawdlingBuyer } }]),
        ),
      },
    }),
  );

  const traces = [await traceOf(loaded, inProcesses), await traceOf(loaded, inProcesses)];

  const inProcess = await traceOf(loaded);
  expect(traces).toEqual([inProcess, inProcess]);
  expect(inProcess.filter((line) => line.includes('"generateBid"')).length).toBe(36);
});

/** Works for a while that differs from ad to ad, in real time as well as on its own clock. */
const dawdlingBuyer = `
function generateBid(ad) {
  let sum = 0;
  for (let step = 0; step < ad.metadata.work; step += 1) sum += Math.random();
  for (let look = 0; look < ad.metadata.work % 7; look += 1) Date.now();
  console.log(ad.render_uri, sum);
  return { status: 0, ad, bid: sum / ad.metadata.work };
}
function reportWin() { return { status: 0, results: { reporting_uri: "https://" } }; }`;

function audiencesOf(buyer: string, place: number) {
  return Array.from({ length: 12 }, (_, index) => ({
    buyer,
    name: `audience-${index}`,
    ads: [0, 1].map((ad) => ({
      renderUri: `https://${buyer}/${index}/${ad}`,
      metadata: { work: 10 ** ((index + place + ad) % 6) },
    })),
  }));
}
