import istanbul, { type FileCoverage } from "istanbul-lib-coverage";
import type { ScriptCoverage } from "../../sdk/index.ts";
import type { ScriptText } from "../script-call/call-script.ts";
import { nameByOffer } from "./name-by-offer.ts";
import { readFiles } from "./read-files.ts";
import { sumCounts, toCoveredFile, type CoverageCounts, type CoveredFile } from "./covered-file.ts";

export interface CoverageReport {
  /** In order of their names. */
  readonly files: readonly CoveredFile[];
  readonly total: CoverageCounts;
}

/**
 * Adds up what scripts ran, by the files that their authors wrote: of a bundle, those that its source map names. With
 * scripts that were offered to a run, those count and no others, even if nobody called them; one that ran under
 * another name, such as its address on the simulated internet, is known by its text.
 */
export async function createCoverageReport(
  scripts: readonly ScriptCoverage[],
  offered?: readonly ScriptText[],
): Promise<CoverageReport> {
  const counted = offered === undefined ? scripts : nameByOffer(scripts, offered);
  const files = new Map<string, FileCoverage>();
  const tellApart = createTellApart();
  for (const script of counted) {
    for (const { name, text, coverage } of await readFiles(script)) {
      const file = tellApart(name, text);
      const known = files.get(file);
      if (known === undefined) files.set(file, istanbul.createFileCoverage(coverage));
      else known.merge(istanbul.createFileCoverage(coverage));
    }
  }
  const covered = [...files]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([file, coverage]) => toCoveredFile(file, coverage));
  return { files: covered, total: sumCounts(covered) };
}

/** Two texts can have the same name, such as scripts written into two scenarios; one text is one file. */
function createTellApart(): (name: string, text: string | null) => string {
  const textsOfName = new Map<string, (string | null)[]>();
  return (name, text) => {
    const texts = textsOfName.get(name) ?? [];
    textsOfName.set(name, texts);
    if (!texts.includes(text)) texts.push(text);
    const place = texts.indexOf(text);
    return place === 0 ? name : `${name} (${place + 1})`;
  };
}
