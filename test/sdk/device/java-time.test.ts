import { expect, it } from "vitest";
import { renderDuration, renderInstant } from "../../../sdk/device/java-time.ts";

it.each([
  [0, "1970-01-01T00:00:00Z"],
  [1_700_000_000_005, "2023-11-14T22:13:20.005Z"],
  [-1, "1969-12-31T23:59:59.999Z"],
  [8.64e15, "+275760-09-13T00:00:00Z"],
  [-8.64e15 - 2, "-8640000000000002 ms since the epoch"],
])("writes the instant %i as %s", (epochMs, text) => {
  expect(renderInstant(epochMs)).toBe(text);
});

it.each([
  [0, "PT0S"],
  [60 * 86_400_000, "PT1440H"],
  [5_400_000, "PT1H30M"],
  [61_500, "PT1M1.5S"],
  [3_601_000, "PT1H1S"],
])("writes a duration of %i ms as %s", (durationMs, text) => {
  expect(renderDuration(durationMs)).toBe(text);
});
