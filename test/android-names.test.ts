import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { AdServices, ERROR_CODES } from "../sdk/index.ts";
import { scenarioJsonSchema } from "../simulator/scenario-json-schema.ts";
import { createTestEnvironment } from "./support/test-environment.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

/** Cells of all rows, heads among them. */
const ROWS = read("docs/android-names.md")
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) => line.split("|").map((cell) => cell.trim()));

function quotedIn(cell = ""): readonly string[] {
  return Array.from(cell.matchAll(/`([^`]+)`/g), ([, text = ""]) => text);
}

/** Everything of ours that an app can call, as the page writes it. */
function callsOf(adServices: AdServices): readonly string[] {
  const { controls, overrides } = adServices;
  const own = Object.getOwnPropertyNames(AdServices.prototype);
  const notOfAndroid = ["constructor", "forApp", "subscribe", "call"];
  return [
    ...own.filter((name) => !notOfAndroid.includes(name)).map((name) => `AdServices.${name}`),
    ...Object.keys(overrides).map((name) => `AdServices.overrides.${name}`),
    ...Object.keys(controls)
      .filter((name) => name !== "abandonOpenSelections")
      .map((name) => `AdServices.controls.${name}`),
  ];
}

it("has every call, and no other", () => {
  const adServices = new AdServices({ environment: createTestEnvironment(), appId: "app" });

  const named = ROWS.flatMap(([, , cell]) => quotedIn(cell)).filter((text) =>
    text.startsWith("AdServices."),
  );

  expect(new Set(named)).toEqual(new Set(callsOf(adServices)));
});

it("names types that are exported, and keys that they have", () => {
  const door = read("sdk/index.ts");
  const sources = globSync("sdk/**/*.ts", { cwd: ROOT }).map(read).join("\n");
  const nouns = ROWS.filter(([, , cell = ""]) => /^`[A-Z][a-z]\w+`$/.test(cell));

  const missing = nouns.flatMap(([, , type, differs]) => [
    ...quotedIn(type).filter((name) => !new RegExp(`\\b${name}\\b`).test(door)),
    ...quotedIn(differs)
      .filter((name) => /^[a-z]\w+$/.test(name) && name !== "of" && name !== "hasOutcome")
      .filter((name) => !new RegExp(`\\b${name}\\b`).test(sources)),
  ]);

  expect(missing).toEqual([]);
  expect(nouns.length).toBeGreaterThan(15);
});

it("names verbs and keys that a scenario can have", () => {
  const schema = JSON.stringify(scenarioJsonSchema());
  const heads = ROWS.filter(([, , , cell]) => cell === "in a scenario").length;

  const keys = ROWS.filter(
    ([, , type = ""]) => type.includes("AdServices") || type.startsWith("none"),
  )
    .flatMap(([, , , cell]) => quotedIn(cell))
    .flatMap((key) => key.split("."));

  expect(heads).toBe(3);
  expect(keys.filter((key) => !schema.includes(`"${key}":`))).toEqual([]);
});

it("has every exception that a device can throw", () => {
  const codes = ROWS.flatMap(([, , cell]) => quotedIn(cell)).filter((text) =>
    text.startsWith("ERR_"),
  );

  const ofDevice = Object.keys(ERROR_CODES).filter((code) => code.startsWith("ERR_DEVICE_"));
  expect(new Set(codes)).toEqual(new Set([...ofDevice, "ERR_CONFIG_INVALID"]));
});
