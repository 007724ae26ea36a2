import { expect, it } from "vitest";
import {
  RESULT_SHAPES,
  type ResultShape,
} from "../../../decision-logic/lint/facts/result-shapes.ts";
import type { JsonObject, JsonValue } from "../../../sdk/foundation/json.ts";
import { readDecision } from "../../../sdk/device/read-decision.ts";
import { PROFILES } from "../../../sdk/device/profile.ts";
import { DECISION_FUNCTIONS } from "../../../sdk/model/decision-functions.ts";

/** A result that the device accepts, by function. */
const VALID: Readonly<Record<string, JsonObject>> = {
  generateBid: { status: 0, ad: { render_uri: "https://b.example/ad", metadata: {} }, bid: 1 },
  generateBidV3: { ad: { render_uri: "https://b.example/ad", metadata: {} }, bid: 1, render: "" },
  scoreAd: { status: 0, score: 1 },
  selectOutcome: { status: 0, result: { id: "-1" } },
  reportResult: {
    status: 0,
    results: { reporting_uri: "https://s.example/", signals_for_buyer: "{}" },
  },
  reportWin: { status: 0, results: { reporting_uri: "https://b.example/" } },
};

const CASES = DECISION_FUNCTIONS.map(({ id }) => ({ id }));

function read(id: (typeof CASES)[number]["id"], value: JsonValue): unknown {
  return readDecision(id, { kind: "value", value }, PROFILES["android-all-on"]);
}

/** Every result that lacks one of the required keys, also of those inside. */
function withoutEach(shape: ResultShape, value: JsonObject): readonly JsonObject[] {
  const here = shape.required.map((key) => {
    const { [key]: _left, ...others } = value;
    return others;
  });
  const inside = Object.entries(shape.inside).flatMap(([key, inner]) =>
    withoutEach(inner, value[key] as JsonObject).map((changed) => ({ ...value, [key]: changed })),
  );
  return [...here, ...inside];
}

it.each(CASES)("requires of $id exactly what the device does", ({ id }) => {
  const shape = RESULT_SHAPES[id] as ResultShape;
  const valid = VALID[id] as JsonObject;
  const accepted = read(id, valid);

  const others = withoutEach(shape, valid).map((value) => read(id, value));

  expect(accepted).toMatchObject({ kind: "ok" });
  expect(Object.keys(valid).toSorted()).toEqual(shape.required.toSorted());
  expect(others.filter((other) => JSON.stringify(other) === JSON.stringify(accepted))).toEqual([]);
});
