import { isDeepStrictEqual } from "node:util";
import { messageOf, type MediationError } from "../../../sdk/adapter-kit.ts";
import { createAdapterWorld } from "../adapter-world.ts";
import { Breach, show } from "./breach.ts";
import type { ContractCase, Subject } from "./contract-case.ts";

const misspelt = "misspeltOption";

/** What holds before a network is asked anything. */
export const OPTION_CASES: readonly ContractCase[] = [
  {
    name: "has an id in kebab-case, as chains and scenarios spell it",
    async check({ adapter: { id } }) {
      if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) return;
      throw new Breach({
        did: `its id is ${show(id)}`,
        expected: 'small letters and digits, words joined by "-": my-network',
        why: "chains, scenarios and traces name adapters by their id",
      });
    },
  },
  {
    name: "takes the options that it is tested with",
    async check(subject) {
      const refusal = refusalOf(subject, subject.options);
      if (refusal === undefined) return;
      throw new Breach({
        did: `it refused ${show(subject.options)}: ${messageOf(refusal)}`,
        expected: "valid options: check-adapter takes them with --options, the contract as options",
        why: "without them nobody can ask it anything",
      });
    },
  },
  {
    name: "refuses misspelt options and names them",
    async check(subject) {
      const refusal = refusalOf(subject, { ...(subject.options as object), [misspelt]: 1 });
      const isNamed = isConfigError(refusal) && refusal.message.includes(misspelt);
      if (isNamed) return;
      const said = refusal === undefined ? "took them" : `threw ${show(refusal)}`;
      throw new Breach({
        did: `given options with the unknown key ${misspelt}, it ${said}`,
        expected: "ERR_CONFIG_INVALID naming the key: make the options a z.strictObject",
        why: "a misspelt option that is taken is a setting that silently does nothing",
      });
    },
  },
  {
    name: "refuses what are no options at all",
    async check(subject) {
      for (const options of [undefined, null, "options", []]) {
        const refusal = refusalOf(subject, options);
        if (isConfigError(refusal)) continue;
        const said = refusal === undefined ? "took them" : `threw ${show(refusal)}`;
        throw new Breach({
          did: `given ${show(options)} for options, it ${said}`,
          expected: "ERR_CONFIG_INVALID: make the options a z.strictObject",
          why: "chains come from servers, which send anything",
        });
      }
    },
  },
  {
    name: "does not change the options it is given",
    async check(subject) {
      const given = subject.options;
      refusalOf(subject, given);
      if (isDeepStrictEqual(given, subject.options)) return;
      throw new Breach({
        did: `it changed its options from ${show(subject.options)} to ${show(given)}`,
        expected: "options are read only: copy what you want to change",
        why: "one network's options serve every node that names it",
      });
    },
  },
];

function refusalOf({ adapter }: Subject, options: unknown): unknown {
  const world = createAdapterWorld();
  try {
    adapter.connect(options, world.environment);
    return undefined;
  } catch (error) {
    return error ?? new Error("something undefined was thrown");
  } finally {
    void world.dispose();
  }
}

function isConfigError(error: unknown): error is MediationError {
  return error instanceof Error && "code" in error && error.code === "ERR_CONFIG_INVALID";
}
