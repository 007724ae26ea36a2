import { globSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import {
  createIsolateSandbox,
  type DecisionFunctionId,
  type JsonValue,
} from "../../../sdk/index.ts";
import { readScriptFile } from "../../../simulator/index.ts";
import { checkLaws, listFunctions } from "../../../testing/index.ts";

const sandbox = createIsolateSandbox();
afterAll(() => sandbox.dispose());

interface Case {
  readonly script: string;
  readonly function: DecisionFunctionId;
  /** What the script counts on. */
  readonly given?: Readonly<Record<string, JsonValue>>;
  readonly parameters?: JsonValue;
  /** Laws that it is not meant to keep, and why. */
  readonly breaks?: Readonly<Record<string, string>>;
}

const example = (folder: string, name: string) => `examples/${folder}/scripts/${name}.js`;
const prebuilt = (name: string) => `decision-logic/prebuilt/${name}.js`;
const cpm = { ad: { metadata: { cpm: 2 } } };
const baseCpm = { ad: { metadata: { baseCpm: 2 } } };
const userSignals = (signals: JsonValue) => ({
  custom_audience_bidding_signals: { user_bidding_signals: signals },
});
const noFloor = { "floor-respected": "it knows no floor: its auctions are not chained" };
const onlyFirst = { "outcome-order-does-not-matter": "it is for exactly one outcome" };

const CASES: readonly Case[] = [
  { script: prebuilt("highest-bid-wins"), function: "scoreAd", breaks: noFloor },
  {
    script: prebuilt("highest-bid-wins"),
    function: "reportResult",
    parameters: { reportingUrl: "https://seller.example/report" },
  },
  {
    script: prebuilt("waterfall-mediation-truncation"),
    function: "selectOutcome",
    parameters: { bidFloor: "bid_floor" },
    breaks: onlyFirst,
  },
  { script: example("01-waterfall", "seller"), function: "scoreAd", breaks: noFloor },
  { script: example("01-waterfall", "seller"), function: "reportResult" },
  {
    script: example("01-waterfall", "shoes"),
    function: "generateBid",
    given: {
      ...baseCpm,
      ...userSignals({ visits: 3 }),
      trusted_bidding_signals: { budget: { dailyUsd: 9 } },
    },
  },
  { script: example("01-waterfall", "shoes"), function: "reportWin" },
  {
    script: example("01-waterfall", "travel"),
    function: "generateBid",
    given: { ...baseCpm, ...userSignals({ searches: 3 }) },
  },
  { script: example("01-waterfall", "travel"), function: "reportWin" },
  { script: example("04-chained-selection", "buyer"), function: "generateBid", given: cpm },
  { script: example("04-chained-selection", "buyer"), function: "reportWin" },
  { script: example("04-chained-selection", "seller"), function: "scoreAd" },
  { script: example("04-chained-selection", "seller"), function: "reportResult" },
  {
    script: example("04-chained-selection", "select"),
    function: "selectOutcome",
    breaks: onlyFirst,
  },
  {
    script: example("05-outcomes-have-no-order", "first"),
    function: "selectOutcome",
    breaks: {
      "floor-respected": "it looks at nothing but the place",
      "outcome-order-does-not-matter": "the lesson is about it",
    },
  },
  { script: example("05-outcomes-have-no-order", "highest"), function: "selectOutcome" },
  {
    script: example("05-outcomes-have-no-order", "in-order"),
    function: "selectOutcome",
    given: { selection_signals: { order: ["7", "9"] } },
  },
  { script: example("05-outcomes-have-no-order", "buyer"), function: "generateBid", given: cpm },
  { script: example("05-outcomes-have-no-order", "seller"), function: "scoreAd", breaks: noFloor },
  { script: example("09-who-reports-to-whom", "seller"), function: "scoreAd", breaks: noFloor },
  { script: example("09-who-reports-to-whom", "seller"), function: "reportResult" },
  {
    script: example("09-who-reports-to-whom", "seller-elsewhere"),
    function: "scoreAd",
    breaks: noFloor,
  },
  { script: example("09-who-reports-to-whom", "seller-elsewhere"), function: "reportResult" },
  { script: example("09-who-reports-to-whom", "shoes"), function: "generateBid", given: cpm },
  { script: example("09-who-reports-to-whom", "shoes"), function: "reportWin" },
  { script: example("09-who-reports-to-whom", "travel"), function: "generateBid", given: cpm },
  { script: example("09-who-reports-to-whom", "travel"), function: "reportWin" },
  {
    script: example("09-who-reports-to-whom", "travel-unguarded"),
    function: "generateBid",
    given: cpm,
  },
  { script: example("09-who-reports-to-whom", "travel-unguarded"), function: "reportWin" },
  { script: example("02-first-party-optimisation", "buyer"), function: "generateBid", given: cpm },
  { script: example("02-first-party-optimisation", "buyer"), function: "reportWin" },
  {
    script: example("02-first-party-optimisation", "select"),
    function: "selectOutcome",
    breaks: onlyFirst,
  },
  {
    script: example("02-first-party-optimisation", "seller"),
    function: "scoreAd",
    breaks: noFloor,
  },
  { script: example("02-first-party-optimisation", "seller"), function: "reportResult" },
  { script: example("03-inclusive-floor", "buyer"), function: "generateBid", given: cpm },
  { script: example("03-inclusive-floor", "buyer"), function: "reportWin" },
  { script: example("03-inclusive-floor", "seller"), function: "scoreAd", breaks: noFloor },
  { script: example("03-inclusive-floor", "seller"), function: "reportResult" },
  {
    script: example("03-inclusive-floor", "strict-selection"),
    function: "selectOutcome",
    breaks: onlyFirst,
  },
  { script: example("12-short-chains", "buyer"), function: "generateBid", given: cpm },
  { script: example("12-short-chains", "buyer"), function: "reportWin" },
  { script: example("12-short-chains", "seller"), function: "scoreAd", breaks: noFloor },
  { script: example("12-short-chains", "seller"), function: "reportResult" },
  {
    script: example("device-only", "seller"),
    function: "scoreAd",
    given: { seller_signals: { factors: { "other.example": 1.5 } } },
    breaks: noFloor,
  },
  { script: example("device-only", "seller"), function: "reportResult" },
  { script: example("device-only", "shoes"), function: "generateBid", given: cpm },
  { script: example("device-only", "shoes"), function: "reportWin" },
  { script: example("device-only", "travel"), function: "generateBid", given: cpm },
  { script: example("device-only", "travel"), function: "reportWin" },
  {
    script: example("two-error-layers", "broken-seller"),
    function: "scoreAd",
    breaks: { "never-throws": "it is there to throw" },
  },
  { script: example("two-error-layers", "buyer"), function: "generateBid", given: cpm },
  { script: example("two-error-layers", "strict-seller"), function: "scoreAd", breaks: noFloor },
];

it.each(CASES)("$function of $script keeps every law that it is meant to", async (own) => {
  const script = await readScriptFile(own.script);

  const verdicts = await checkLaws(script, { ...own, runs: 50 }, sandbox);

  const broken = verdicts.flatMap(({ kind, law }) => (kind === "held" ? [] : [law]));
  expect(broken).toEqual(Object.keys(own.breaks ?? {}));
});

it("has a row for every function of every script", async () => {
  const files = globSync(["examples/*/scripts/*.js", "decision-logic/prebuilt/*.js"]).toSorted();
  const all: string[] = [];
  for (const file of files) {
    const offered = await listFunctions(await readScriptFile(file), sandbox);
    all.push(...offered.map(({ id }) => `${id} of ${file.replaceAll("\\", "/")}`));
  }

  const rows = CASES.map((own) => `${own.function} of ${own.script}`);

  expect(rows.toSorted()).toEqual(all.toSorted());
});
