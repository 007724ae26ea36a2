import { expect, it } from "vitest";
import { parse } from "yaml";
import type { ContextualKeyPair } from "../../../cli/contextual-keys.ts";
import { runCommandLine } from "../../support/run-command-line.ts";

const aKey = expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) as string;

it("prints a key pair as YAML", async () => {
  const { exitCode, stdout, stderr } = await runCommandLine(["contextual-key"]);

  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(parse(stdout)).toEqual({ publicKey: aKey, privateKey: aKey });
});

it("prints it as JSON when asked to", async () => {
  const { stdout } = await runCommandLine(["contextual-key", "--json"]);

  expect(JSON.parse(stdout)).toEqual({ publicKey: aKey, privateKey: aKey });
});

it("makes another pair each time", async () => {
  const [one, other] = [
    parse((await runCommandLine(["contextual-key"])).stdout) as ContextualKeyPair,
    parse((await runCommandLine(["contextual-key"])).stdout) as ContextualKeyPair,
  ];

  expect(one.publicKey).not.toBe(other.publicKey);
  expect(one.privateKey).not.toBe(other.privateKey);
});
