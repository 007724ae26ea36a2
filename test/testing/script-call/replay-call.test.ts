import { afterAll, expect, it } from "vitest";
import { createIsolateSandbox } from "../../../sdk/index.ts";
import { prepareScenario, runScenario } from "../../../simulator/index.ts";
import { hashResult, listTracedCalls, recallCall, repeatCall } from "../../../testing/index.ts";
import { errorOf } from "../../support/error-of.ts";
import { aDeviceScenario, anAuction } from "../../support/a-device-scenario.ts";
import { runExample } from "../../support/a-trace.ts";

const sandbox = createIsolateSandbox();
afterAll(() => sandbox.dispose());

const flagship = await runExample("01-waterfall");
const withBodies = await runExample("01-waterfall", { withBodies: true });

it.each([
  ["hashes only", flagship],
  ["bodies", withBodies],
])("has every call of a trace with %s again, byte for byte", async (_, events) => {
  const calls = listTracedCalls(events);

  const hashes = [];
  for (const number of calls.keys()) {
    const recalled = await recallCall(events, number + 1, { sandbox });
    const now = await repeatCall(recalled, sandbox);
    hashes.push([hashResult(recalled.was), hashResult(now)]);
  }

  expect(calls).toHaveLength(11);
  expect(hashes).toEqual(calls.map(({ resultHash }) => [resultHash, resultHash]));
});

it("repeats luck and time of day, of two calls that differ in nothing else", async () => {
  const rolling = `function generateBid(ad) {
    console.log(Math.random() + " at " + Date.now());
    return { status: 0, ad, bid: 0 };
  }`;
  const select = { selectAds: { ...anAuction, customAudienceBuyers: ["shoes.example"] } };
  const buyers = { "shoes.example": { biddingLogic: { inline: rolling } } };
  const [runners] = aDeviceScenario([]).device?.customAudiences ?? [];
  const device = { customAudiences: runners === undefined ? [] : [runners] };
  const steps = [select, { advance: "1h" }, select];
  const scenario = aDeviceScenario(steps, { buyers, device });
  const { events } = await runScenario(await prepareScenario(scenario), { sandbox });
  const printed = events.flatMap((event) => (event.type === "console.printed" ? event.text : []));

  const again = [];
  for (const number of listTracedCalls(events).keys()) {
    const now = await repeatCall(await recallCall(events, number + 1, { sandbox }), sandbox);
    again.push(...now.console.map(({ text }) => text));
  }

  expect(again).toEqual(printed);
  expect(new Set(printed).size).toBe(2);
});

it("runs another script with the arguments of the trace", async () => {
  const recalled = await recallCall(flagship, 2, { sandbox });
  const source = "function scoreAd(ad, bid) { return { status: 0, score: bid * 10 }; }";

  const now = await repeatCall(recalled, sandbox, { name: "edited.js", source });

  const { was } = recalled;
  expect(was.decisions).toEqual([{ kind: "ok", value: { score: 2.4 } }]);
  expect(now.decisions).toEqual([{ kind: "ok", value: { score: 24 } }]);
  expect([now.script.name, now.arguments]).toEqual(["edited.js", was.arguments]);
});

it("says how many calls there are", async () => {
  const error = await errorOf(() => recallCall(flagship, 12, { sandbox }));

  expect(error).toMatchObject({
    code: "ERR_TRACE_NO_MATCH",
    message: "The trace has no call 12: it has 11.",
  });
});

it("refuses a call that the run does not have any more", async () => {
  const changed = flagship.map((event) =>
    event.type === "logic.finished" ? { ...event, argumentsHash: "sha256:other" } : event,
  );

  const error = await errorOf(() => recallCall(changed, 1, { sandbox, name: "old.jsonl" }));

  expect(error).toMatchObject({
    code: "ERR_REPLAY_IMPOSSIBLE",
    message: 'Cannot have call 1 of "old.jsonl" again: run again, no script ends as that call did.',
  });
});
