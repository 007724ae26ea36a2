import { execFile } from "node:child_process";
import path from "node:path";
import { expect, it } from "vitest";
import { aTempFolder } from "../support/temp-folder.ts";

const bin = path.resolve(import.meta.dirname, "../../cli/bin.ts");

/** What the command says of a scenario outside the clone whose adapter is this module. */
async function complaintOf(name: string, module: string): Promise<string> {
  const scenario = `version: 1
app: { appId: com.example.game }
slots: { home: { format: banner } }
adapters: [${name}]
`;
  const folder = await aTempFolder({ "scenario.yaml": scenario, [name]: module });
  const flags = ["--conditions=fledgling-source", "--no-warnings", bin, "run", "scenario.yaml"];
  return await new Promise((resolve) => {
    execFile(process.execPath, flags, { cwd: folder.path }, (_error, _stdout, stderr) =>
      resolve(stderr.split("\n")[1]?.trim() ?? ""),
    );
  });
}

it.each([
  [
    "cannot find Fledgling",
    "mine.ts",
    'import "fledgling/adapter-kit";',
    'finds no package "fledgling": run "npm install --save-dev fledgling" in its folder, or keep it inside your clone of Fledgling',
  ],
  [
    "cannot find another package",
    "mine.ts",
    'import "@mine/tools/http";',
    'finds no package "@mine/tools": run "npm install @mine/tools" in its folder',
  ],
  [
    "throws",
    "mine.ts",
    "export const a: number = 1;\nthrow new Error('no luck');",
    "throws when it is loaded: no luck (mine.ts:2)",
  ],
  [
    "is TypeScript that needs a compiler",
    "mine.ts",
    "export const a = 1;\nenum Colour { Red }",
    "throws when it is loaded: TypeScript enum is not supported in strip-only mode (mine.ts:2)",
  ],
  [
    "is TypeScript that somebody installed",
    "node_modules/mine/mine.ts",
    "export const a = 1;",
    "is TypeScript below node_modules, which Node does not run: copy it out of there",
  ],
  [
    "has a typing error",
    "mine.mjs",
    "export const = 1;",
    "throws when it is loaded: Unexpected token '='; run \"node mine.mjs\" to see where",
  ],
])("says of a module that it %s", async (_case, name, module, why) => {
  const complaint = await complaintOf(name, module);

  expect(complaint).toBe(`scenario.yaml:4:12  adapters[0]: "${name}" ${why}`);
});
