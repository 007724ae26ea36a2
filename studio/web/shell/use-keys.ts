import { useLayoutEffect } from "react";
import type { Place } from "./use-place.ts";
import type { Playback } from "./use-playback.ts";

/** What has a use for arrows or letters of its own. */
const takesKeys =
  "input, textarea, select, pre, [role=group]:has(> table), [role=tab], [role=dialog] *, .cm-editor *";
/** What a space presses or opens. */
const takesSpace = "button, a, summary";

/**
 * Keys that work wherever the reader is, unless something there has a better use for them. They do so from the moment
 * that the page is seen: an effect would listen only after the first paint, and again after every other.
 */
export function useKeys(place: Place, playback: Playback): void {
  useLayoutEffect(() => {
    const actions = listActions(place, playback);
    const onKeyDown = (event: KeyboardEvent): void => {
      const action = actions[event.key];
      if (action === undefined || !isFree(event)) return;
      event.preventDefault();
      action();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  });
}

function listActions(place: Place, playback: Playback): Readonly<Record<string, () => void>> {
  const open = (index: number) => (): void => {
    if (place.chapters[index] !== undefined) place.openChapter(index);
  };
  return {
    " ": playback.toggle,
    ArrowLeft: playback.back,
    ArrowRight: playback.forward,
    Home: playback.first,
    End: playback.last,
    j: open(place.chapterIndex + 1),
    k: open(place.chapterIndex - 1),
  };
}

function isFree(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (!(event.target instanceof Element)) return true;
  if (event.target.matches(takesKeys)) return false;
  return event.key !== " " || !event.target.matches(takesSpace);
}
