import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");

interface Rule {
  /** A folder, a file, or `folder/*` for each of a folder's folders. */
  readonly room: string;
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
}

interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

function parseImportTable(markdown: string): readonly Rule[] {
  const rows = markdown.split("\n").filter((line) => line.startsWith("| `"));
  return rows.map((row) => {
    const [room = [], rooms = [], packages = []] = row.split("|").slice(1, -1).map(namesIn);
    return { room: room[0] ?? "", rooms, packages };
  });
}

function namesIn(cell: string): readonly string[] {
  return Array.from(cell.matchAll(/`([^`]+)`|anything/g), ([word, quoted]) => quoted ?? word);
}

/** The part of `file` that `room` takes up, or nothing: "network-adapters/a" of "network-adapters/a/index.ts". */
function roomWithin(room: string, file: string): string | undefined {
  const parts = file.split("/");
  const pattern = room.split("/");
  const fits = pattern.every((part, index) =>
    part === "*" ? index < parts.length - 1 : part === parts[index],
  );
  return fits ? parts.slice(0, pattern.length).join("/") : undefined;
}

function ruleFor(rules: readonly Rule[], file: string): Rule | undefined {
  const depth = ({ room }: Rule): number => room.split("/").length;
  return rules
    .filter(({ room }) => roomWithin(room, file) !== undefined)
    .toSorted((a, b) => depth(b) - depth(a))[0];
}

/** Statements begin at the margin, as the formatter leaves them; `import(` may stand anywhere but in a comment. */
function specifiersIn(text: string): readonly string[] {
  const statements = text.matchAll(/^(?:import|export)\b[^;"'`]*\bfrom\s*"([^"]+)"/gm);
  const sideEffects = text.matchAll(/^import\s*"([^"]+)"/gm);
  const dynamic = /^(?!\s*(?:\*|\/\/|\/\*)).*\bimport\s*\(/m.test(text) ? ["import()"] : [];
  return [...Array.from([...statements, ...sideEffects], ([, name]) => name ?? ""), ...dynamic];
}

function isAllowed(rules: readonly Rule[], file: string, specifier: string): boolean {
  const rule = ruleFor(rules, file);
  if (rule === undefined) return false;
  if (!specifier.startsWith(".")) {
    return rule.packages.some(
      (name) =>
        name === "anything" ||
        specifier === name ||
        specifier.startsWith(name === "node:*" ? "node:" : `${name}/`),
    );
  }
  const target = path.posix.join(path.posix.dirname(file), specifier);
  const staysInside =
    ruleFor(rules, target) === rule &&
    roomWithin(rule.room, target) === roomWithin(rule.room, file);
  return (
    staysInside ||
    rule.rooms.some((room) => room === "anything" || roomWithin(room, target) !== undefined)
  );
}

function findViolations(rules: readonly Rule[], files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => {
    if (ruleFor(rules, file.path) === undefined) return [`${file.path} -> no row in the table`];
    return specifiersIn(file.text)
      .filter((specifier) => !isAllowed(rules, file.path, specifier))
      .map((specifier) => `${file.path} -> ${specifier}`);
  });
}

/** Rooms a row names although they stand below it, or nowhere. */
function findArrowsDown(rules: readonly Rule[]): readonly string[] {
  return rules.flatMap(({ room, rooms }, index) => {
    const above = rules.slice(0, index).map((rule) => rule.room);
    return rooms
      .filter((name) => name !== "anything")
      .filter(
        (name) =>
          !above.some((higher) => higher === name || roomWithin(higher, name) !== undefined),
      )
      .map((name) => `${room} -> ${name}`);
  });
}

function findNames(names: readonly string[], files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) =>
    names.filter((name) => file.text.includes(name)).map((name) => `${file.path} -> ${name}`),
  );
}

/** Exceptions from a lint rule that do not say why after `--`. */
function findUnexplained(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) =>
    Array.from(
      file.text.matchAll(/(?:ox|es)lint-disable(?!.* -- \S).*/g),
      ([comment]) => `${file.path} -> ${comment}`,
    ),
  );
}

function readSources(folder: string): readonly SourceFile[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|js)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({
      path: path.relative(ROOT, file).split(path.sep).join("/"),
      text: readFileSync(file, "utf8"),
    }));
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

const GENERATED = ["node_modules", "dist", "coverage"];
const RULES = parseImportTable(readFileSync(path.join(ROOT, "docs/architecture.md"), "utf8"));
const SOURCES = foldersIn(".")
  .filter((folder) => !folder.startsWith(".") && !GENERATED.includes(folder))
  .flatMap(readSources);
const PHONE = SOURCES.filter((file) => file.path.startsWith("sdk/"));

it("keeps every import inside the table of docs/architecture.md", () => {
  const violations = findViolations(RULES, SOURCES);

  expect(violations).toEqual([]);
});

it("lets arrows point in one direction only", () => {
  const arrowsDown = findArrowsDown(RULES);

  expect(arrowsDown).toEqual([]);
});

it("knows no adapter and no prebuilt script by name in what a phone carries", () => {
  const adapterIds = foldersIn("network-adapters");
  const prebuilts = readdirSync(path.join(ROOT, "decision-logic/prebuilt"));
  const names = [...adapterIds, ...prebuilts.map((file) => path.parse(file).name)];

  const mentions = findNames(names, PHONE);

  expect(mentions).toEqual([]);
});

it("gives a reason with every exception from a lint rule", () => {
  const unexplained = findUnexplained(
    SOURCES.filter((file) => file.path !== "test/architecture.test.ts"),
  );

  expect(unexplained).toEqual([]);
});

const EXAMPLE_RULES = parseImportTable(`
| room | rooms it may import | packages it may import |
| --- | --- | --- |
| \`ground\` | – | \`zod\`, \`node:fs\` |
| \`plugs/*\` | \`ground/door.ts\` | – |
| \`plugs/index.ts\` | \`plugs/*\` | \`import()\` |
| \`test\` | anything | anything |
`);

it.each([
  [
    "a room that is not in its row",
    "plugs/a/index.ts",
    'import { x } from "../../ground/inner.ts";',
  ],
  [
    "a type of a room that is not in its row",
    "plugs/a/index.ts",
    'import type { X } from "../../test/x.ts";',
  ],
  ["a sibling room", "plugs/a/index.ts", 'export * from "../b/index.ts";'],
  ["its own door", "plugs/a/index.ts", 'import { x } from "../index.ts";'],
  ["a package that is not in its row", "ground/x.ts", 'import {\n  x,\n} from "yaml";'],
  [
    "a package whose name only begins like one in its row",
    "ground/x.ts",
    'import x from "zod-extra";',
  ],
  ["a built-in that is not in its row", "ground/x.ts", 'import { hostname } from "node:os";'],
  ["a module for its side effects", "ground/x.ts", 'import "yaml";'],
])("refuses an import of %s", (_case, file, text) => {
  const violations = findViolations(EXAMPLE_RULES, [{ path: file, text }]);

  expect(violations).toEqual([`${file} -> ${/"(.*)"/.exec(text)?.[1]}`]);
});

it("refuses a dynamic import where the row has none, but not the words in a comment", () => {
  const files = [
    { path: "ground/loads.ts", text: 'const x = await import("./x.ts");' },
    { path: "ground/tells.ts", text: "/**\n * Never import() here.\n */\n// import(x)\n" },
    { path: "plugs/index.ts", text: 'const x = await import("./x.ts");' },
  ];

  const violations = findViolations(EXAMPLE_RULES, files);

  expect(violations).toEqual(["ground/loads.ts -> import()"]);
});

it("refuses a folder that has no row", () => {
  const violations = findViolations(EXAMPLE_RULES, [{ path: "attic/x.ts", text: "" }]);

  expect(violations).toEqual(["attic/x.ts -> no row in the table"]);
});

it("allows what the rows name", () => {
  const files = [
    {
      path: "ground/a.ts",
      text: 'import { z } from "zod/mini";\nimport { b } from "./deep/b.ts";',
    },
    { path: "ground/deep/b.ts", text: 'import { readFile } from "node:fs/promises";' },
    { path: "plugs/a/index.ts", text: 'import { x } from "../../ground/door.ts";' },
    { path: "plugs/index.ts", text: 'export { a } from "./a/index.ts";' },
    { path: "test/x.ts", text: 'import yaml from "yaml";\nimport "../plugs/index.ts";' },
  ];

  const violations = findViolations(EXAMPLE_RULES, files);

  expect(violations).toEqual([]);
});

it("notices a row that points down, or at nothing", () => {
  const rules = parseImportTable("| `cellar` | `attic`, `lost` | – |\n| `attic` | – | – |");

  const arrowsDown = findArrowsDown(rules);

  expect(arrowsDown).toEqual(["cellar -> attic", "cellar -> lost"]);
});

it("notices a name, and an exception without a reason", () => {
  const file = {
    path: "sdk/x.ts",
    text: 'if (id === "fixed-price") {} // oxlint-disable-line a\n// oxlint-disable-next-line b -- it is new',
  };

  const found = [...findNames(["fixed-price", "other"], [file]), ...findUnexplained([file])];

  expect(found).toEqual(["sdk/x.ts -> fixed-price", "sdk/x.ts -> oxlint-disable-line a"]);
});
