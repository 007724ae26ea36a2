import type { Colors } from "picocolors/types.js";
import type { TestRunOutcome } from "../../../testing/index.ts";
import { renderJunit } from "./render-junit.ts";
import { renderPretty } from "./render-pretty.ts";
import { renderTap } from "./render-tap.ts";
import { renderTestJson } from "./render-test-json.ts";

/** THE list of reports, by what `--reporter` calls them. */
export const REPORTERS = {
  pretty: renderPretty,
  tap: renderTap,
  junit: renderJunit,
  json: renderTestJson,
} as const satisfies Record<string, (run: TestRunOutcome, colours: Colors) => string>;

export type ReporterName = keyof typeof REPORTERS;
