import { expect, it } from "vitest";
import { prepareScenario, runScenario } from "../../simulator/index.ts";
import { aScenario } from "../support/a-scenario.ts";

it("says after each step how many are done", async () => {
  const loaded = await prepareScenario(
    aScenario({ steps: [{ request: "home-banner" }, "show", { advance: "1h" }] }),
  );
  const told: string[] = [];

  await runScenario(loaded, { onProgress: (done, total) => told.push(`${done} of ${total}`) });

  expect(told).toEqual(["1 of 3", "2 of 3", "3 of 3"]);
});
