import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import lock from "../package-lock.json" with { type: "json" };
import manifest from "../package.json" with { type: "json" };

const ROOT = path.resolve(import.meta.dirname, "..");
const NOT_COPIED = new Set([".git", "coverage", "dist", "node_modules", "test"]);
const INSTALLED = "node_modules/fledgling";
const BIN = path.join(INSTALLED, manifest.bin.fledgling);
const SHELL = process.platform === "win32";

/** What a program can import: types alone are no door, and neither are settings. */
const doors = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target === "object" && "default" in target)
  .flatMap(([subpath]) => (subpath.includes("*") ? expandPattern(subpath) : [subpath]))
  .map((subpath) => path.posix.join("fledgling", subpath));

/** "./network-adapters/*" → one subpath for each of the room's folders. */
function expandPattern(subpath: string): readonly string[] {
  const room = path.posix.dirname(subpath);
  return readdirSync(path.join(ROOT, room), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${room}/${entry.name}`);
}

/** source/ is packed, package/ is what comes out, and app/ has it installed; all share the dependencies. */
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "fledgling-package-"));
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "junction");
  cpSync(ROOT, path.join(folder, "source"), {
    recursive: true,
    filter: (file) => !NOT_COPIED.has(path.relative(ROOT, file)),
  });
  run("source", "npm", ["pack", "--pack-destination", ".."]);
  run(".", "tar", ["-xzf", `fledgling-${manifest.version}.tgz`]);

  mkdirSync(path.join(folder, "app/node_modules"), { recursive: true });
  symlinkSync(path.join(folder, "package"), path.join(folder, "app", INSTALLED), "junction");
  // Packing builds everything, the page included.
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(cwd: string, command: string, args: readonly string[]): string {
  const options = { cwd: path.join(folder, cwd), encoding: "utf8", shell: SHELL } as const;
  return execFileSync(command, args, { ...options, stdio: ["ignore", "pipe", "inherit"] });
}

/** What a program in the app says, complaints included. */
function runNode(args: readonly string[]): string {
  const options = { cwd: path.join(folder, "app"), encoding: "utf8" } as const;
  const { stdout, stderr } = spawnSync(process.execPath, args, options);
  return stdout + stderr;
}

it("packs the build, the sources and the examples, and nothing else", () => {
  const packed = readdirSync(path.join(folder, "package")).toSorted();

  const listed = manifest.files.filter((name) => !name.startsWith("!"));
  expect(packed).toEqual([...listed, "LICENSE", "README.md", "package.json"].toSorted());
  expect(existsSync(path.join(folder, "package/docs/pictures"))).toBe(false);
});

it("offers the same names behind every door as the sources do", async () => {
  const names: Record<string, readonly string[]> = {};
  for (const door of doors) names[door] = Object.keys(await import(door)).toSorted();
  const program = `
    const names = {};
    for (const door of ${JSON.stringify(doors)}) names[door] = Object.keys(await import(door));
    console.log(JSON.stringify(names));
  `;

  const packedNames: unknown = JSON.parse(runNode(["--input-type=module", "--eval", program]));

  expect(packedNames).toEqual(names);
});

it("has types behind every door", () => {
  const app = path.join(folder, "app");
  const imports = doors.map((door, index) => `export * as door${index} from "${door}";`);
  writeFileSync(path.join(app, "main.mts"), imports.join("\n"));
  const tsc = path.join(folder, "node_modules/typescript/bin/tsc");
  const options = "--noEmit --strict --skipLibCheck --module nodenext --target es2024 --types node";

  const complaints = runNode([tsc, ...options.split(" "), "main.mts"]);

  expect(complaints).toBe("");
});

it("installs a command that knows its version", () => {
  const output = runNode([BIN, "--version"]);

  expect(output).toBe(`${manifest.version}\n`);
});

it("runs an example it was packed with", () => {
  const flagship = "examples/01-waterfall";
  const promised = readFileSync(path.join(ROOT, flagship, "expected-output.txt"), "utf8");

  const output = runNode([BIN, "run", path.join(INSTALLED, flagship)]);

  expect(output).toBe(promised);
});

it("has its lessons, which run", () => {
  const flagship = "examples/01-waterfall";
  const walk = readFileSync(path.join(ROOT, flagship, "expected-output.txt"), "utf8");

  const output = runNode([BIN, "learn", "1"]);

  // Where the package really is, which package managers like to link to.
  expect(output).toContain(`fledgling run ${path.join("../package", flagship)}`);
  expect(output).toContain(walk);
});

it("has a lock file that knows every optional package, which `npm ci` insists on", () => {
  const { packages } = lock as { packages: Record<string, { optionalDependencies?: object }> };
  const locked = new Set(Object.keys(packages).map((place) => place.split("node_modules/").at(-1)));
  const optional = Object.values(packages).flatMap((entry) =>
    Object.keys(entry.optionalDependencies ?? {}),
  );

  const unknown = optional.filter((name) => !locked.has(name));

  expect(unknown).toEqual([]);
});
