import { useMemo } from "react";
import type { PageData, PageRun, PageStep } from "../../page-data.ts";
import { listChapters, withWalkAlone, type Chapter } from "./chapters.ts";
import { useHashState, type HashState } from "./use-hash-state.ts";

export interface PlaceInRequest {
  readonly requestId: string;
  readonly eventIndex: number;
}

/** One run played, two compared, or many swept through. */
export type View = "run" | "compare" | "sweep";

/** Where the reader is: a run, a chapter of it, a step of that. */
export interface Place {
  readonly view: View;
  /** What the page has, overviews first; it opens on the first one. */
  readonly views: readonly View[];
  readonly run: PageRun;
  readonly runIndex: number;
  readonly chapters: readonly Chapter[];
  readonly chapterIndex: number;
  /** Absent in a run in which nothing happened. */
  readonly chapter: Chapter | undefined;
  /** From 0; -1 where the chapter has no steps. */
  readonly stepIndex: number;
  readonly step: PageStep | undefined;
  /** The last event that is shown; everything after it is still to come. */
  readonly cursor: number;
  /** `walk` for what the SDK does alone; `all` for every step. */
  readonly detail: string;
  /** Empty where the reader has not chosen one. */
  readonly panel: string;
  /** What a view keeps in the address by itself. */
  readonly address: HashState;
  readonly changeAddress: (changes: HashState) => void;
  readonly openView: (view: View) => void;
  /** At the same place, or where an event of a request is told. */
  readonly openRun: (runIndex: number, at?: PlaceInRequest) => void;
  readonly openChapter: (chapterIndex: number) => void;
  readonly openStep: (stepIndex: number) => void;
  readonly openDetail: (detail: string) => void;
  readonly openPanel: (panel: string) => void;
}

/** A place in data that has at least one run. */
export function usePlace(page: PageData, firstRun: PageRun): Place {
  const { runs } = page;
  const [hash, change] = useHashState();
  const runIndex = hash["run"] === "b" && runs.length > 1 ? 1 : 0;
  const run = runs[runIndex] ?? firstRun;
  const detail = hash["detail"] === "walk" ? "walk" : "all";
  const { whole, chapters } = useChapters(run, detail);
  const chapterIndex = findChapter(chapters, hash["request"]);
  const chapter = chapters[chapterIndex];
  const allSteps = stepsOf(whole[chapterIndex]);
  return {
    ...findView(page, hash),
    run,
    runIndex,
    chapters,
    chapterIndex,
    chapter,
    ...placeStep(stepsOf(chapter), allSteps[readStep(hash["step"], allSteps.length)]),
    detail,
    panel: hash["panel"] ?? "",
    address: hash,
    changeAddress: change,
    openView: (view) => change(view === "run" ? { run: "a" } : { run: "", view }),
    openRun: (index, at) =>
      change({ run: index === 0 ? "a" : "b", ...addressEvent(runs[index], at) }),
    openChapter: (index) => change({ request: chapters[index]?.id ?? "", step: "" }),
    openStep: (index) => change(addressStep(chapter, allSteps, index)),
    openDetail: (wanted) => change({ detail: wanted }),
    openPanel: (panel) => change({ panel }),
  };
}

/** An address that names a run is about that one. */
function findView({ sweep, comparison }: PageData, { run, view: wanted }: HashState) {
  const views: readonly View[] = [
    ...(sweep === undefined ? [] : (["sweep"] as const)),
    ...(comparison === undefined ? [] : (["compare"] as const)),
    "run",
  ];
  const overview = views.find((view) => view === wanted) ?? views[0] ?? "run";
  return { views, view: run === undefined ? overview : "run" } as const;
}

function useChapters(run: PageRun, detail: string) {
  const whole = useMemo(() => listChapters(run), [run]);
  const chapters = useMemo(
    () => (detail === "walk" ? whole.map(withWalkAlone) : whole),
    [whole, detail],
  );
  return { whole, chapters };
}

/** Else the first request, or the first thing asked of the device: seldom does one come for what was before. */
function findChapter(chapters: readonly Chapter[], wanted: string | undefined): number {
  const found = chapters.findIndex(({ id }) => id === wanted);
  if (found >= 0) return found;
  const firstRequest = chapters.findIndex(({ request }) => request !== undefined);
  if (firstRequest >= 0) return firstRequest;
  return Math.max(
    0,
    chapters.findIndex(({ outcome }) => outcome.kind !== "done"),
  );
}

function stepsOf(chapter: Chapter | undefined): readonly PageStep[] {
  return chapter?.steps ?? [];
}

/** The step itself; where it is not listed, the one before it. */
function placeStep(steps: readonly PageStep[], wanted: PageStep | undefined) {
  const cursor = wanted?.eventIndex ?? -1;
  const found = steps.findLastIndex(({ eventIndex }) => eventIndex <= cursor);
  const stepIndex = Math.min(Math.max(found, 0), steps.length - 1);
  const step = steps[stepIndex];
  return { stepIndex, step, cursor: step?.eventIndex ?? -1 };
}

/** Steps count among all of them, so that an address holds whichever are listed. */
function addressStep(
  chapter: Chapter | undefined,
  allSteps: readonly PageStep[],
  index: number,
): HashState {
  const place = allSteps.findIndex((step) => step === chapter?.steps[index]);
  return { request: chapter?.id ?? "", step: String(place + 1) };
}

/** Where it is told; nowhere else than now if it is told nowhere. */
function addressEvent(run: PageRun | undefined, at: PlaceInRequest | undefined): HashState {
  if (run === undefined || at === undefined) return {};
  const request = run.requests.find(({ requestId }) => requestId === at.requestId);
  const index = request?.steps.findIndex(({ eventIndex }) => eventIndex >= at.eventIndex) ?? -1;
  return { request: at.requestId, step: index < 0 ? "" : String(index + 1) };
}

/** Whoever opens a page sees how it ended. */
function readStep(word: string | undefined, count: number): number {
  const number = Number.parseInt(word ?? "", 10);
  return Number.isNaN(number) ? count - 1 : Math.min(Math.max(number, 1), count) - 1;
}
