import { z } from "zod";
import { MediationEventSchema } from "../sdk/index.ts";
import { ScenarioSchema } from "./scenario-schema.ts";

/** Editors understand this draft best. */
const target = "draft-7";

/** The scenario format as a JSON Schema: what editors complete and check while one writes. */
export function scenarioJsonSchema(): object {
  const schema = z.toJSONSchema(ScenarioSchema, { target, io: "input" });
  return { title: "Fledgling scenario", ...schema };
}

/** One line of a trace as a JSON Schema. */
export function traceJsonSchema(): object {
  return {
    title: "Event of a Fledgling trace",
    ...z.toJSONSchema(MediationEventSchema, { target }),
  };
}
