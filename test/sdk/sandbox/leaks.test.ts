import { afterAll, expect, it } from "vitest";
import { createIsolateSandbox } from "../../../sdk/sandbox/isolate-sandbox.ts";
import { anEvaluation } from "../../contract/script-sandbox.contract.ts";
import { leakAttempts } from "./leaks/index.ts";
import { createCarelessWorlds, createOpenWorlds } from "./leaks/leaky-worlds.ts";

const living = createIsolateSandbox({ worlds: "living" });
const fresh = createIsolateSandbox({ worlds: "fresh" });
afterAll(() => Promise.all([living.dispose(), fresh.dispose()]));

const aCarelessWorld = createCarelessWorlds();
const anOpenWorld = createOpenWorlds();

it.each(leakAttempts)("would leak through $name if nobody cared", (attempt) => {
  const untouched = aCarelessWorld(attempt);
  const touched = aCarelessWorld(attempt);

  touched(attempt.tell);

  expect(touched(attempt.listen)).not.toBe(untouched(attempt.listen));
});

it.each(leakAttempts)("does not leak through $name", async ({ tell, listen, evaluation }) => {
  const untouched = createIsolateSandbox({ worlds: "fresh" });
  const telling = anEvaluation(tell, evaluation);
  const listening = anEvaluation(listen, evaluation);

  await Promise.all([living.evaluate(telling), fresh.evaluate(telling)]);
  const heard = await Promise.all([living.evaluate(listening), fresh.evaluate(listening)]);

  const silence = { ...(await untouched.evaluate(listening)), world: expect.anything() };
  await untouched.dispose();
  expect(heard).toEqual([silence, silence]);
});

it.each(leakAttempts)("would not leak through $name even if the script were let in", (attempt) => {
  const untouched = anOpenWorld(attempt);
  const touched = anOpenWorld(attempt);

  touched(attempt.tell);

  expect(touched(attempt.listen)).toBe(untouched(attempt.listen));
});
