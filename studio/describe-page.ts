import { readOwnVersion } from "../simulator/index.ts";
import { describeComparison } from "./compare/describe-comparison.ts";
import type { PageData } from "./page-data.ts";
import { describeRun } from "./run/describe-run.ts";
import type { PageSource } from "./run/page-source.ts";

/** What a page about one run says, or one about two that are compared: the first is a, the other is b. */
export function describePage(source: PageSource, other?: PageSource): PageData {
  const version = { pageVersion: 1, fledglingVersion: readOwnVersion() } as const;
  if (other === undefined) {
    const run = describeRun(source, 1);
    return { ...version, title: `Fledgling: ${run.facts.name}`, runs: [run] };
  }
  const [a, b] = [describeRun(source, 2), describeRun(other, 2)];
  return {
    ...version,
    title: `Fledgling: ${a.facts.name} against ${b.facts.name}`,
    runs: [a, b],
    comparison: describeComparison({ a: source.events, b: other.events }, { a, b }),
  };
}
