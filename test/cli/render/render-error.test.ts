import { createColors } from "picocolors";
import { expect, it } from "vitest";
import { exitCodeOf } from "../../../cli/exit-codes.ts";
import { renderError } from "../../../cli/render/render-error.ts";
import { MediationError, type ErrorCode } from "../../../sdk/index.ts";

const plain = { colours: createColors(false), isVerbose: false };

it("renders what failed and what to do", () => {
  const error = new MediationError("ERR_SCENARIO_STEP", "There is no ad.", {
    hint: "Request one.",
  });

  const text = renderError(error, plain);

  expect(text).toBe("error ERR_SCENARIO_STEP: There is no ad.\nhint: Request one.\n");
});

it("takes the blame for whatever nobody expected", () => {
  const text = renderError(new TypeError("x is not a function"), plain);

  expect(text).toBe(
    "error ERR_INTERNAL: Fledgling itself is broken: x is not a function\n" +
      "hint: Please report it with the scenario; --verbose prints the stack trace to send along.\n",
  );
});

it("shows where an unexpected error comes from when asked to", () => {
  const text = renderError(new TypeError("x is not a function"), { ...plain, isVerbose: true });

  expect(text).toMatch(/caused by TypeError: x is not a function\n {4}at .*render-error\.test\.ts/);
});

it.each<[ErrorCode, number]>([
  ["ERR_SCENARIO_EXPECTATION", 1],
  ["ERR_ENDPOINT_UNREACHABLE", 1],
  ["ERR_SDK_REPORT_FAILED", 1],
  ["ERR_SCENARIO_INVALID", 2],
  ["ERR_SERVER_UNREACHABLE", 2],
  ["ERR_TRACE_UNWRITABLE", 2],
  ["ERR_INTERNAL", 70],
])("ends the process after %s with %i", (code, exitCode) => {
  expect(exitCodeOf(new MediationError(code, ""))).toBe(exitCode);
});

it("ends the process after an unexpected error with 70", () => {
  expect(exitCodeOf(new TypeError("x is not a function"))).toBe(70);
});
