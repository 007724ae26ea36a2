import type { MediationEventOf } from "../sdk/index.ts";
import type { LoadedScenario } from "./load-scenario.ts";
import type { SessionFacts, SessionOptions } from "./open-session.ts";
import { readOwnVersion } from "./own-version.ts";
import { collectSources } from "./scenario-server.ts";
import { TRACE_VERSION } from "./trace/trace-version.ts";

const fledglingVersion = readOwnVersion();

/** The first event: everything that the session is made of, so that it can be had again. */
export function describeStart(
  loaded: LoadedScenario,
  facts: SessionFacts,
  { withBodies, serverUrl }: SessionOptions,
): MediationEventOf<"session.started"> {
  return {
    type: "session.started",
    atMs: 0,
    traceVersion: TRACE_VERSION,
    fledglingVersion,
    ...facts,
    ...(facts.mode === "live" && serverUrl !== undefined && { serverUrl }),
    ...(withBodies === true && { withBodies }),
    sources: collectSources(loaded),
    ...(loaded.scenario.adapters.length > 0 && { modules: loaded.moduleHashes }),
    scenario: { ...loaded.record, seed: facts.seed },
  };
}
