import { expect, it } from "vitest";
import { renderStep, StepSchema } from "../../../simulator/scenario/step-schema.ts";

it.each([
  [{ request: "home-banner" }, "request home-banner"],
  ["show", "show"],
  [{ click: "home-banner" }, "click home-banner"],
  [{ event: "reward", data: "x" }, "event reward"],
  [{ event: "reward", slotId: "home-banner" }, "event reward home-banner"],
  [{ advance: "120m" }, "advance 2h"],
  [{ advance: "90s" }, "advance 90s"],
  [{ advance: "1.5s" }, "advance 1500ms"],
  [{ advance: "0s" }, "advance 0s"],
  [{ join: { buyer: "shoes.example", name: "runners" } }, "join shoes.example/runners"],
  [{ leave: { buyer: "shoes.example", name: "runners" } }, "leave shoes.example/runners"],
  [{ set: { consent: "not-asked" } }, "set consent not-asked"],
])("puts %j into words", (input, words) => {
  const step = StepSchema.parse(input);

  expect(renderStep(step)).toBe(words);
});
