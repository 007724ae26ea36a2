import { readFileSync } from "node:fs";
import { createColors } from "picocolors";
import { describe, expect, it } from "vitest";
import { renderExplanation } from "../../cli/render/render-explanation.ts";
import { renderSummary } from "../../cli/render/render-summary.ts";
import { collectLedger, type MediationEvent } from "../../sdk/index.ts";
import {
  explainTrace,
  prepareScenario,
  runScenario,
  summarizeTrace,
  type ScenarioInput,
} from "../../simulator/index.ts";
import { toLines } from "../support/a-trace.ts";
import { findUntoldAds, findUntoldNodes, tell, untold } from "../support/tell-trace.ts";
import { FLOW_SCENARIOS } from "./flow-scenarios.ts";
import { GOLDEN_ADAPTERS } from "./golden-adapters.ts";
import { LIFE_SCENARIOS } from "./life-scenarios.ts";
import { ODD_SCENARIOS } from "./odd-scenarios.ts";

const SCENARIOS = Object.entries({ ...FLOW_SCENARIOS, ...ODD_SCENARIOS, ...LIFE_SCENARIOS });
const colours = createColors(false);

async function run(name: string, scenario: ScenarioInput): Promise<readonly MediationEvent[]> {
  const loaded = await prepareScenario({ name, ...scenario }, { adapters: GOLDEN_ADAPTERS });
  const { events } = await runScenario(loaded);
  return events;
}

const runs = await Promise.all(
  SCENARIOS.map(async ([name, scenario]) => [name, await run(name, scenario)] as const),
);

/** Without what is not of the run: the version that made it, and the scenario with the defaults of that version. */
function masked(events: readonly MediationEvent[]): readonly MediationEvent[] {
  return events.map((event) =>
    event.type === "session.started"
      ? { ...event, fledglingVersion: "0.0.0", scenario: {} }
      : event,
  );
}

/** Words that say that a value got lost on the way. What an adapter really answered may be null. */
const nothingKnown = /unknown|(?<!received )\b(?:undefined|null|NaN)\b|\[object/i;
const ruleNames = /\([a-z]+(?:-[a-z]+)+\)/g;

/** Nodes that were still at it when the run ended: nothing decided against them. */
const CUT_OFF: Readonly<Record<string, readonly string[]>> = { "ads/cut-off": ["alpha"] };

/** As `fledgling explain` and `fledgling summary` print it. */
function renderStory(events: readonly MediationEvent[]): string {
  const explained = renderExplanation(explainTrace(events), { events, colours });
  return `${explained}\n${renderSummary(summarizeTrace(events), colours)}`;
}

describe.each(runs)("golden trace %s", (name, events) => {
  it("is what it was, byte for byte", async () => {
    await expect(toLines(masked(events))).toMatchFileSnapshot(`${name}.jsonl`);
  });

  it("is told and summed up as it was", async () => {
    await expect(renderStory(events)).toMatchFileSnapshot(`${name}.txt`);
  });

  it("names rule and values of whoever did not win", () => {
    const text = tell(events);

    expect(untold(text, collectLedger(events))).toEqual([]);
    expect([findUntoldAds(events), findUntoldNodes(events)]).toEqual([[], CUT_OFF[name] ?? []]);
    expect(text.replaceAll(ruleNames, "")).not.toMatch(nothingKnown);
  });
});

/** Whether there is a number in it that is not 0. */
function isMeasured(value: unknown): boolean {
  if (typeof value === "number") return value !== 0;
  return typeof value === "object" && value !== null && Object.values(value).some(isMeasured);
}

it("measures every metric somewhere", () => {
  const summaries = runs.map(([, events]) => summarizeTrace(events));
  const networks = summaries.flatMap((summary) => summary.networks);
  const groups = {
    requests: summaries.map(({ requests }) => requests),
    networks,
    bidding: networks.map(({ bidding }) => bidding),
  };

  const unmeasured = Object.entries(groups).flatMap(([group, measured]) =>
    Object.keys(measured[0] ?? {})
      .filter((metric) => metric !== "networkId")
      .filter((metric) => !measured.some((each) => isMeasured(Object(each)[metric])))
      .map((metric) => `${group} ${metric}`),
  );

  expect(unmeasured).toEqual([]);
});

/** Rules of the ledger's page that speak of requests, nodes, bids and loaded ads: the device has tests of its own. */
function rulesOfTheSdk(): readonly string[] {
  const page = readFileSync("docs/ledger.md", "utf8");
  const sections = page
    .split(/^## /m)
    .filter((section) => /^(?:The request|Loaded ads|Live bids|The first party)/.test(section));
  return sections.flatMap((section) =>
    Array.from(section.matchAll(/^\| `([a-z-]+)`/gm), ([, rule = ""]) => rule),
  );
}

it("has every way to lose a request, a node's turn, a bid or a loaded ad", () => {
  const lost = new Set<string>(
    runs.flatMap(([, events]) => collectLedger(events).map(({ rule }) => rule)),
  );

  const rules = rulesOfTheSdk();

  expect(rules).not.toEqual([]);
  expect(rules.filter((rule) => !lost.has(rule))).toEqual([]);
});
