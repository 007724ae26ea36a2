import { z } from "zod";
import { expectThat, NameSchema } from "../scenario/fields.ts";
import { ForcedOutcomeSchema } from "../scenario/force-schema.ts";
import { defineStep } from "./step-definition.ts";

export const forceStep = defineStep({
  verb: "force",
  meaning: "Force outcomes of nodes from now on; null gives a node back to its network",
  example: "{ <node id>: no-fill }",
  scope: "sdk",
  value: z
    .record(NameSchema, ForcedOutcomeSchema.nullable())
    .check(expectThat((change) => Object.keys(change).length > 0, "expected at least one node")),
  beside: [],
  describe: ({ value: change }) =>
    Object.entries(change)
      .map(([nodeId, forced]) => `${nodeId} ${forced?.outcome ?? "as its network says"}`)
      .join(", "),
  async run({ phone }, { value: change }) {
    phone.controls.force(change);
    return undefined;
  },
});
