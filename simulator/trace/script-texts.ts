import type { MediationEventOf } from "../../sdk/index.ts";
import { NAMED_SCRIPTS } from "../scenario/hosted-content.ts";
import { part, partsOf, type Part } from "../scenario/input-part.ts";
import type { FactDifference } from "./fact-difference.ts";

type Started = Pick<MediationEventOf<"session.started">, "scenario" | "sources">;

/** A script whose text is in a trace. */
export interface TracedScript {
  /** Where in the scenario. */
  readonly path: readonly PropertyKey[];
  /** Where the device finds it. */
  readonly url: string;
  /** Undefined for one that stands in the scenario itself. */
  readonly file: string | undefined;
  readonly text: string;
}

export function collectScripts({ scenario, sources }: Started): readonly TracedScript[] {
  const root = { path: [], value: scenario };
  const parties = ["sellers", "buyers"].flatMap((role) => partsOf(part(root, role)));
  return parties
    .flatMap((party) => [
      ...Object.entries(NAMED_SCRIPTS).map(([key, urlPath]) =>
        toScript(part(party, key), { url: urlOf(party, urlPath), sources }),
      ),
      ...partsOf(part(party, "scripts")).map((script) =>
        toScript(script, { url: urlOf(party, String(script.path.at(-1))), sources }),
      ),
    ])
    .filter((script) => script !== undefined);
}

function urlOf({ path }: Part, urlPath: string): string {
  return `https://${String(path.at(-1))}${urlPath}`;
}

function toScript(
  script: Part,
  { url, sources }: { readonly url: string } & Pick<Started, "sources">,
): TracedScript | undefined {
  const { value: text } = part(script, "inline");
  if (typeof text !== "string") return undefined;
  return { path: script.path, url, file: sources[url], text };
}

/** Scripts of one name and other text, each with the first line that is not the same. */
export function compareScripts(a: Started, b: Started): readonly FactDifference[] {
  const [ofA, ofB] = [byName(a), byName(b)];
  return [...ofA].flatMap(([name, text]) => {
    const other = ofB.get(name);
    if (other === undefined || other === text) return [];
    const [lines, otherLines] = [text.split("\n"), other.split("\n")];
    const index = lines.findIndex((line, each) => line !== otherLines[each]);
    const at = index < 0 ? lines.length : index;
    return [{ name, a: wordLine(lines, at), b: wordLine(otherLines, at) }];
  });
}

function wordLine(lines: readonly string[], index: number): string {
  const line = lines[index];
  return line === undefined ? `ends after line ${index}` : `line ${index + 1}: ${line.trim()}`;
}

function byName(started: Started): ReadonlyMap<string, string> {
  return new Map(
    collectScripts(started).map(({ path, file, text }) => [file ?? path.join("."), text]),
  );
}
