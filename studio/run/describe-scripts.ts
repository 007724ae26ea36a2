import { findFunctions, PREBUILT_LOGIC } from "../../decision-logic/index.ts";
import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import { collectScripts } from "../../simulator/index.ts";
import type { PageScript } from "../page-data.ts";
import { createOverrideFinder } from "./override-texts.ts";
import { PAGE_LIMITS } from "./page-limits.ts";

type Called = MediationEventOf<"logic.finished">;

interface Text {
  readonly title: string;
  readonly file: string | undefined;
  readonly isPrebuilt: boolean;
  readonly source: string;
}

/** The texts of the scripts that a run has called, each once; what the trace does not have is missing. */
export function describeScripts(events: readonly MediationEvent[]): readonly PageScript[] {
  const called = events.filter((event) => event.type === "logic.finished");
  const findText = createTextFinder(events);
  const byText = new Map<string, { readonly text: Text; readonly urls: Set<string> }>();
  for (const { script: url } of called) {
    const text = findText(url);
    if (text === undefined) continue;
    const key = JSON.stringify([text.title, text.source]);
    const known = byText.get(key) ?? { text, urls: new Set() };
    byText.set(key, known);
    known.urls.add(url);
  }
  const room = { left: PAGE_LIMITS.allSourceCharacters };
  return Array.from(byText.values(), ({ text, urls }, scriptId) => {
    const { title, file, isPrebuilt } = text;
    const source = cutSource(text.source, room);
    const functions = findFunctions(source, namesCalled(called, urls));
    return {
      scriptId,
      title,
      urls: [...urls],
      ...(file !== undefined && { file }),
      isPrebuilt,
      source,
      functions,
    };
  });
}

function createTextFinder(events: readonly MediationEvent[]): (url: string) => Text | undefined {
  const texts = collectTexts(events[0]);
  const findOverride = createOverrideFinder(events);
  return (url) => {
    const overridden = findOverride(url);
    if (overridden === undefined) return texts.get(url) ?? findPrebuilt(url);
    const title = url.replace(/^.*\//, "");
    return { title, file: undefined, isPrebuilt: false, source: overridden };
  };
}

function collectTexts(started: MediationEvent | undefined): ReadonlyMap<string, Text> {
  if (started?.type !== "session.started") return new Map();
  return new Map(
    collectScripts(started).map(({ url, file, text: source }) => [
      url,
      { title: file?.replace(/^.*[/\\]/, "") ?? url, file, isPrebuilt: false, source },
    ]),
  );
}

/** `ad-selection-prebuilt://<use case>/<name>/?…` */
function findPrebuilt(url: string): Text | undefined {
  const prebuilt = PREBUILT_LOGIC.find(({ useCase, name }) =>
    url.startsWith(`ad-selection-prebuilt://${useCase}/${name}/`),
  );
  if (prebuilt === undefined) return undefined;
  return { title: prebuilt.name, file: undefined, isPrebuilt: true, source: prebuilt.source };
}

function namesCalled(called: readonly Called[], urls: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(called.filter(({ script }) => urls.has(script)).map((call) => call.function));
}

function cutSource(source: string, room: { left: number }): string {
  const length = Math.min(source.length, PAGE_LIMITS.sourceCharacters, room.left);
  room.left -= length;
  if (length === source.length) return source;
  return `${source.slice(0, length)}\n// … cut: the page has the first ${length} of ${source.length} characters.\n`;
}
