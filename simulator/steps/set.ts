import { ConditionsChangeSchema } from "../../sdk/index.ts";
import { expectThat } from "../scenario/fields.ts";
import { defineStep } from "./step-definition.ts";

export const setStep = defineStep({
  verb: "set",
  meaning: "Change what user, app or device are like from now on",
  example: "{ consent: revoked }",
  scope: "device",
  value: ConditionsChangeSchema.check(
    expectThat((changes) => Object.keys(changes).length > 0, "expected at least one condition"),
  ),
  beside: [],
  describe: ({ value: conditions }) =>
    Object.entries(conditions)
      .map(
        ([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`,
      )
      .join(", "),
  async run({ phone }, { value: conditions }) {
    phone.adServices.controls.setConditions(conditions);
    return undefined;
  },
});
