import { Buffer } from "node:buffer";
import * as fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import type { ScriptSandbox } from "../../../sdk/foundation/script-sandbox.ts";
import { createIsolateSandbox } from "../../../sdk/sandbox/isolate-sandbox.ts";
import { createProcessSandbox } from "../../../sdk/sandbox/process-sandbox.ts";
import {
  createSourceMaps,
  mostMappingsLength,
  mostSourceMapLength,
} from "../../../sdk/sandbox/source-map.ts";
import { anEvaluation } from "../../contract/script-sandbox.contract.ts";

const sandboxes: readonly (readonly [string, ScriptSandbox])[] = [
  ["living worlds", createIsolateSandbox()],
  ["fresh worlds", createIsolateSandbox({ worlds: "fresh" })],
  ["processes", createProcessSandbox({ childCount: 1 })],
];
afterAll(() => Promise.all(sandboxes.map(([, sandbox]) => sandbox.dispose())));

/** Its third line is line 11, column 5 of the author's, from column 1; what is before belongs to nobody. */
const map = { version: 3, names: [], sources: ["../src/bid.ts"], mappings: ";;AAUI,QAAQ" };

/** What is thrown at 3:11 in the bundle is thrown at 11:13 in the author's file. */
const bundle = "// a bundle\nconst run = () => {\n          null.bid;\n};";

function withMap(source: string, payload: unknown): string {
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  const base64 = Buffer.from(text).toString("base64");
  return `${source}\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${base64}\n`;
}

const message = "TypeError: Cannot read properties of null (reading 'bid')";
const inBundle = { kind: "threw", message, line: 3, column: 16, call: 0 };
const inSource = { kind: "threw", message, file: "../src/bid.ts", line: 11, column: 13, call: 0 };

it.each(sandboxes)("finds the author's own line in %s", async (_, sandbox) => {
  const { outcome } = await sandbox.evaluate(anEvaluation(withMap(bundle, map)));

  expect(outcome).toEqual(inSource);
});

it.each(sandboxes)("finds what does not parse in %s", async (_, sandbox) => {
  const source = withMap("\n\n}", map);

  const { outcome } = await sandbox.evaluate(anEvaluation(source));

  expect(outcome).toEqual({
    kind: "threw",
    message: "SyntaxError: Unexpected token '}'",
    file: "../src/bid.ts",
    line: 11,
    column: 5,
  });
});

it.each<[string, unknown]>([
  ["is no JSON", "{"],
  ["is no object", "null"],
  ["has no mappings", { version: 3, sources: ["a.ts"] }],
  ["has no sources", { version: 3, mappings: map.mappings }],
  ["names no file", { ...map, sources: [] }],
  ["names a file by a number", { ...map, sources: [7] }],
  ["knows nothing of the line", { ...map, mappings: "AAAA;AAAA" }],
  ["leads before the beginning", { ...map, mappings: ";;AADA" }],
  ["has too many mappings", { ...map, mappings: map.mappings + ";".repeat(mostMappingsLength) }],
  ["is too long", { ...map, comment: "x".repeat(mostSourceMapLength) }],
])("changes nothing when the map %s", async (_, payload) => {
  for (const [, sandbox] of sandboxes) {
    const { outcome } = await sandbox.evaluate(anEvaluation(withMap(bundle, payload)));

    expect(outcome).toEqual(inBundle);
  }
});

it.each([
  `${bundle}\n//# sourceMappingURL=bid.js.map`,
  `${bundle}\n//# sourceMappingURL=data:application/json;base64,not base64!`,
  `${withMap(bundle, map)}console.log("more");`,
  `const text = \`${withMap("", map)}\`;\n${bundle}`,
])("leaves %j as it is", (source) => {
  expect(createSourceMaps().withoutMap(source)).toBe(source);
});

it("takes the map away before anybody has to read it, and no line with it", async () => {
  const [, living] = sandboxes[0] ?? [];
  const source = withMap("const run = () => 1;", { ...map, names: ["x".repeat(2 ** 19)] });

  expect(createSourceMaps().withoutMap(source)).toBe("const run = () => 1;\n");
  expect(await living?.evaluate(anEvaluation(source))).toMatchObject({ world: { kind: "living" } });
});

it.each([
  ["joins the root of the sources", { sourceRoot: "/home/me" }, "/home/me/../src/bid.ts"],
  ["shows no name that moves a cursor", { sources: ["\u001b[2J<b>\u202e"] }, "�[2J�b��"],
  ["cuts a long name", { sources: ["x".repeat(999)] }, `…${"x".repeat(199)}`],
])("%s", (_, changes, file) => {
  const source = withMap(bundle, { ...map, ...changes });

  expect(createSourceMaps().traceToAuthor(source, { message, line: 3, column: 16 })).toEqual({
    message,
    file,
    line: 11,
    column: 13,
  });
});

it("stands any map", () => {
  const maps = createSourceMaps();
  const mappings = fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z0-9+/,;]*$/));
  const payload = fc.oneof(
    fc.json(),
    fc.record({ version: fc.json(), sources: fc.anything(), mappings, sections: fc.anything() }),
  );
  fc.assert(
    fc.property(payload, fc.nat(9), fc.nat(99), (text, line, column) => {
      const error = { message, line: line + 1, column: column + 1 };
      const source = withMap(bundle, typeof text === "string" ? text : safely(text));

      const traced = maps.traceToAuthor(source, error);

      expect(traced.message).toBe(message);
      expect(Number(traced.line) >= 1 && Number(traced.column) >= 1).toBe(true);
    }),
  );
});

function safely(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "";
  }
}
