import type { MediationEvent } from "../../sdk/index.ts";

/** Where a script is named as the place of something, its file or its name says more than its address. */
export function nameScripts(text: string, events: readonly MediationEvent[]): string {
  const started = events.find((event) => event.type === "session.started");
  // A live server may serve other scripts than the scenario's files.
  const sources = started?.mode === "live" ? [] : Object.entries(started?.sources ?? {});
  const named = sources.reduce((each, [url, file]) => each.replaceAll(`(${url}`, `(${file}`), text);
  return named.replace(/ad-selection-prebuilt:\/\/[^/\s]+\/([^/\s]+)\/\?[^\s):]*/g, "prebuilt $1");
}
