import type { PageDevicePart, PageRequest, PageRun, PageState, PageStep } from "../../page-data.ts";

/** What can be played: a request, or something on the device outside of any. */
export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly outcome: PageState;
  readonly why: string;
  readonly startMs: number;
  readonly steps: readonly PageStep[];
  readonly callNumbers: readonly number[];
  readonly ledgerIndexes: readonly number[];
  readonly reportIndexes: readonly number[];
  readonly request?: PageRequest;
}

/** In the order in which they began. */
export function listChapters({ requests, deviceParts }: PageRun): readonly Chapter[] {
  return [...deviceParts.map(ofDevicePart), ...requests.map(ofRequest)].toSorted(
    (a, b) => a.startMs - b.startMs,
  );
}

function ofRequest(request: PageRequest): Chapter {
  return {
    ...request,
    id: request.requestId,
    title: request.requestId,
    note: `${request.slotId}, ${request.format}`,
    request,
  };
}

function ofDevicePart(part: PageDevicePart): Chapter {
  return { ...part, id: part.partId, note: "on the device" };
}

/** Without what only the device sees, and what goes over the internet. */
export function withWalkAlone(chapter: Chapter): Chapter {
  const steps = chapter.steps.filter(({ level }) => level === "walk" || level === "after");
  return { ...chapter, steps };
}
