import { MediationError, messageOf } from "../../sdk/index.ts";
import type { PageNotice } from "../page-data.ts";
import type { BoundEvents } from "./bound-events.ts";
import { PAGE_LIMITS } from "./page-limits.ts";
import type { PageSource } from "./page-source.ts";

/** What a reader has to know before believing what a page shows. */
export function describeNotices(
  source: PageSource,
  bound: BoundEvents,
  hasBodies: boolean,
): readonly PageNotice[] {
  return [
    ...tellBreak(source),
    ...tellFailure(source),
    ...(source.unmetExpectations ?? []).map((text): PageNotice => ({
      kind: "unmet-expectation",
      tone: "bad",
      text,
    })),
    ...tellBounds(bound, source),
    ...(hasBodies ? [] : tellBodies(bound)),
  ];
}

function tellBreak({ brokenAt }: PageSource): readonly PageNotice[] {
  if (brokenAt === undefined) return [];
  return [
    {
      kind: "trace-breaks-off",
      tone: "bad",
      text: `Only the beginning of the trace is shown. Line ${brokenAt.line}: ${brokenAt.message.replace(/\.?$/, ".")}`,
      hint: "Run the scenario again with --trace to have all of it.",
    },
  ];
}

function tellFailure({ failure }: PageSource): readonly PageNotice[] {
  if (failure === undefined) return [];
  const hint = failure instanceof MediationError ? failure.hint : undefined;
  return [
    {
      kind: "run-failed",
      tone: "bad",
      text: `The run stopped on its way: ${messageOf(failure)}`,
      ...(hint !== undefined && { hint }),
    },
  ];
}

function tellBounds(
  { events, leftOut, cut }: BoundEvents,
  { mostEvents = Infinity }: PageSource,
): readonly PageNotice[] {
  const notices: PageNotice[] = [];
  if (leftOut > 0 && events.length === mostEvents) {
    notices.push({
      kind: "events-left-out",
      tone: "neutral",
      text: `The page plays the first ${events.length} of ${events.length + leftOut} events.`,
      hint: "To play more of the run: fledgling view <scenario>",
    });
  } else if (leftOut > 0) {
    const { events: most, eventCharacters } = PAGE_LIMITS;
    notices.push({
      kind: "events-left-out",
      tone: "warning",
      text: `The page has the first ${events.length} of ${events.length + leftOut} events: a page holds ${most} at most, and ${eventCharacters / 1_000_000} million characters of them.`,
      hint: "Run a part of the scenario, or read the whole trace with fledgling explain and fledgling summary.",
    });
  }
  if (cut > 0) {
    const { textCharacters, bodyCharacters } = PAGE_LIMITS;
    notices.push({
      kind: "texts-cut",
      tone: "warning",
      text: `In ${cut === 1 ? "1 event" : `${cut} events`} texts beyond ${textCharacters} characters are cut, and bodies beyond ${bodyCharacters} left out.`,
    });
  }
  return notices;
}

function tellBodies({ events }: BoundEvents): readonly PageNotice[] {
  if (!events.some(({ type }) => type === "logic.finished")) return [];
  return [
    {
      kind: "no-bodies",
      tone: "neutral",
      text: "The trace does not have what scripts were given and what they returned.",
      hint: "Show the scenario instead of its trace: fledgling view scenario.yaml",
    },
  ];
}
