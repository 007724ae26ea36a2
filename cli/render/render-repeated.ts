import type { Colors } from "picocolors/types.js";
import type { Profile } from "../../sdk/index.ts";
import type { CalledScript } from "../../testing/index.ts";
import { calledRows } from "./called-rows.ts";
import { renderArguments, renderFacts, renderFailureFrame } from "./render-called.ts";

interface RepeatedCall {
  readonly number: number;
  /** Whether the results are, byte for byte. */
  readonly isSame: boolean;
  readonly was: CalledScript;
  readonly now: CalledScript;
  readonly profile: Profile;
}

/** A call as the trace has it, and as it is now; once, where that is the same. */
export function renderRepeated(
  { number, isSame, was, now, profile }: RepeatedCall,
  colours: Colors,
): string {
  const title = `Call ${number}: ${was.function} of ${was.script.name} on ${profile.name}`;
  const frame = renderFailureFrame(now, colours);
  return [
    colours.bold(title),
    "",
    ...renderArguments(was, [], colours),
    "",
    ...(isSame ? [] : [colours.bold("in the trace"), ...renderFacts(calledRows(was), colours), ""]),
    ...(isSame ? [] : [colours.bold(nameNow(was, now))]),
    ...renderFacts(calledRows(now), colours),
    ...(frame === undefined ? [] : ["", frame]),
    "",
    isSame
      ? colours.green("The same result as in the trace, byte for byte.")
      : colours.yellow("Another result than in the trace."),
    "",
  ].join("\n");
}

function nameNow(was: CalledScript, now: CalledScript): string {
  return now.script.name === was.script.name ? "now" : now.script.name;
}
