import { readOwnVersion } from "../simulator/index.ts";
import { describeComparison } from "./compare/describe-comparison.ts";
import type { PageData } from "./page-data.ts";
import { describeRun } from "./run/describe-run.ts";
import type { PageSource } from "./run/page-source.ts";

/** What a page may show beside its runs. */
export type PageExtras = Pick<PageData, "lesson" | "sweep">;

/** What a page about one run says, or one about two that are compared: the first is a, the other is b. */
export function describePage(
  source: PageSource,
  other?: PageSource,
  extras: PageExtras = {},
): PageData {
  const name = nameOf(extras);
  const page = { pageVersion: 1, fledglingVersion: readOwnVersion(), ...extras } as const;
  if (other === undefined) {
    const run = describeRun(source, 1);
    return { ...page, title: `Fledgling: ${name ?? run.facts.name}`, runs: [run] };
  }
  const [a, b] = [describeRun(source, 2), describeRun(other, 2)];
  return {
    ...page,
    title: `Fledgling: ${name ?? `${a.facts.name} against ${b.facts.name}`}`,
    runs: [a, b],
    comparison: describeComparison({ a: source.events, b: other.events }, { a, b }),
  };
}

function nameOf({ lesson, sweep }: PageExtras): string | undefined {
  if (lesson !== undefined) return `${lesson.number}. ${lesson.title}`;
  return sweep === undefined ? undefined : `sweep of ${sweep.setting}`;
}
