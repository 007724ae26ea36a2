import type { AskedCall } from "./render-called.ts";

/** One call as one JSON document for programs. */
export function renderCalledJson({ called, profile, samples, costs }: AskedCall): string {
  const { script, ...rest } = called;
  const document = { script: script.name, profile: profile.name, samples, ...rest, costs };
  return `${JSON.stringify(document, null, 2)}\n`;
}
