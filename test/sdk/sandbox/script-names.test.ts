import { expect, it } from "vitest";
import { createIsolateSandbox, type JsonValue } from "../../../sdk/index.ts";
import { SCRIPT_NAMES } from "../../../sdk/model/script-environment.ts";

it("finds in a script what the list says is there, and nothing that it says is not", async () => {
  const names = SCRIPT_NAMES.flatMap((each) => each.names);
  const looks = names.map((name) => `${JSON.stringify(name)}: typeof ${name} !== "undefined"`);
  const source = `const look = () => ({ ${looks.join(", ")} });`;

  const { outcome } = await createIsolateSandbox().evaluate({
    scriptName: "look.js",
    source,
    functionName: "look",
    calls: [[]],
    nowMs: 0,
    randomSeed: 1,
    budgetMs: 1000,
  });

  const [found] = outcome.kind === "returned" ? outcome.values : [];
  const listed = SCRIPT_NAMES.flatMap((each) =>
    each.names.map((name) => [name, each.presence === "there"]),
  );
  const expected = Object.fromEntries(listed) as JsonValue;
  expect(found).toEqual({ kind: "value", value: expected });
});
