import { readFileSync } from "node:fs";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "../..");

/** A row of `docs/fidelity.md`: a fact about Android, and what proves that it holds here. */
export interface Fact {
  /** The heading above the row. */
  readonly heading: string;
  readonly statement: string;
  readonly section: string;
  /** The last cell as it stands: proofs, or why there are none. */
  readonly cell: string;
  readonly proofs: readonly Proof[];
}

/** A test by its name, or a whole table of cases by the name that they share: `refuses %s`. */
export interface Proof {
  /** Relative to the project; empty where the page does not say where `label` lies. */
  readonly file: string;
  readonly label: string;
  readonly test: string;
}

export interface RanTest {
  readonly file: string;
  readonly name: string;
  readonly state: "passed" | "failed" | "skipped" | "pending";
}

/** The rows of all tables that stand under a number. */
export function readFacts(
  page = readFileSync(path.join(ROOT, "docs/fidelity.md"), "utf8"),
): readonly Fact[] {
  const files = filesByLabel(page);
  const [, ...sections] = page.split(/^## (?=\d)/m);
  return sections.flatMap((section) => {
    const [heading = "", ...lines] = section.split("\n");
    const [_head, _rule, ...rows] = lines.filter((line) => line.startsWith("|"));
    return rows.map((row): Fact => {
      const [, statement = "", number = "", ...rest] = row.split("|").map((cell) => cell.trim());
      const cell = rest.slice(0, -1).join("|");
      return { heading, statement, section: number, cell, proofs: readProofs(cell, files) };
    });
  });
}

/** Links are defined once, at the end of the page: `[select-ads]: ../test/…`. */
function filesByLabel(page: string): ReadonlyMap<string, string> {
  const definitions = page.matchAll(/^\[([\w-]+)\]: \.\.\/(\S+)$/gm);
  return new Map(Array.from(definitions, ([, label = "", file = ""]) => [label, file]));
}

function readProofs(cell: string, files: ReadonlyMap<string, string>): readonly Proof[] {
  return Array.from(cell.matchAll(/`([^`]+)` in \[([\w-]+)\]/g), ([, test = "", label = ""]) => ({
    label,
    test,
    file: files.get(label) ?? "",
  }));
}

/** Whether a test's name is what is cited, or one of the cases of a table that is cited as a whole. */
export function isCited(cited: string, name: string): boolean {
  return cited === name || patternOf(cited).test(name);
}

/** What a table of cases makes of its name: `%s` may stand for anything. */
export function patternOf(title: string): RegExp {
  const literal = title
    .split(/%[sdifjoO]/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join("[^]+")}$`);
}

/**
 * Rows whose proof did not run, or failed. Files that took no part in a run say nothing, so that a single one
 * can still be run by itself.
 */
export function findUnproven(facts: readonly Fact[], ran: readonly RanTest[]): readonly string[] {
  const files = Map.groupBy(ran, ({ file }) => file);
  return facts.flatMap(({ section, statement, proofs }) =>
    proofs.flatMap(({ file, test }) => {
      const problem = describeProof(test, files.get(file));
      return problem === undefined
        ? []
        : [`${section} ${statement}\n  "${test}" in ${file} ${problem}`];
    }),
  );
}

function describeProof(test: string, ran: readonly RanTest[] | undefined): string | undefined {
  if (ran === undefined) return undefined;
  const cases = ran.filter(({ name }) => isCited(test, name));
  if (cases.length === 0) return "does not exist.";
  const bad = cases.find(({ state }) => state !== "passed");
  return bad && (bad.state === "failed" ? "failed." : "did not run.");
}
