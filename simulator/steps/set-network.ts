import { expectThat } from "../scenario/fields.ts";
import { NetworkConditionsSchema } from "../scenario/network-conditions-schema.ts";
import { defineStep } from "./step-definition.ts";

export const setNetworkStep = defineStep({
  verb: "setNetwork",
  meaning: "Change how the simulated internet behaves from now on",
  example: "{ offline: true }",
  scope: "device",
  value: NetworkConditionsSchema.check(
    expectThat((change) => Object.keys(change).length > 0, "expected at least one condition"),
  ),
  beside: [],
  describe: ({ value: { routes, ...change } }) =>
    [
      ...Object.entries(change).map(([name, value]) => `${name} ${value}`),
      ...(routes ?? []).map(({ url }) => `route ${url}`),
    ].join(", "),
  async run({ phone }, { value: change }) {
    phone.controls.setNetwork(change);
    return undefined;
  },
});
