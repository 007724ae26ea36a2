import { asyncProperty, check, type RunDetails } from "fast-check";
import {
  nearestWord,
  MediationError,
  type DecisionFunctionId,
  type Profile,
  type ScriptSandbox,
} from "../../sdk/index.ts";
import { callScript, type ScriptText } from "../script-call/call-script.ts";
import {
  arbitraryArguments,
  type Arguments,
  type ArbitraryArgumentsOptions,
} from "./arbitrary-arguments.ts";
import type { Breach, Caller, Law } from "./law.ts";
import { lawsOf } from "./laws.ts";
import { writeLawTest } from "./write-law-test.ts";

export interface LawCheck extends ArbitraryArgumentsOptions {
  readonly function: DecisionFunctionId;
  /** By name; all that are about the function by default. */
  readonly laws?: readonly string[];
  /** How many cases each law is looked at with; 100 by default. */
  readonly runs?: number;
  /** What the cases follow from; 1 by default. */
  readonly seed?: number;
  /** Looks at the one case of a broken law again: with the same seed, and no other law. */
  readonly path?: string;
  /** `android-all-on` by default. */
  readonly profile?: Profile;
  /** What the test of a broken law is to say beside its function, such as its script; nothing by default. */
  readonly testKeys?: Readonly<Record<string, unknown>>;
}

export type LawVerdict =
  | { readonly kind: "held"; readonly law: string; readonly runs: number }
  /** The script hangs so often that nobody waits for it any more. */
  | { readonly kind: "given-up"; readonly law: string; readonly why: string }
  | BrokenLaw;

export interface BrokenLaw {
  readonly kind: "broken";
  readonly law: string;
  /** In words, with the values of the smallest case that was found. */
  readonly why: string;
  /** The calls of that case, in one world or apart, as the law has them. */
  readonly calls: readonly Arguments[];
  /** The case as a test to paste into a file of tests. */
  readonly test: string;
  /** After how many cases it broke. */
  readonly runs: number;
  readonly seed: number;
  readonly path: string;
}

/**
 * Looks for arguments that break laws, and for the smallest that do. The same seed finds the same.
 *
 * @throws MediationError ERR_CONFIG_INVALID for a law or an argument that the function does not have
 */
export async function checkLaws(
  script: ScriptText,
  options: LawCheck,
  sandbox: ScriptSandbox,
): Promise<readonly LawVerdict[]> {
  const { call, whyGivenUp } = withPatience(createCaller(script, options, sandbox));
  const verdicts: LawVerdict[] = [];
  for (const law of chooseLaws(options)) {
    const why = whyGivenUp();
    verdicts.push(
      why === undefined
        ? await checkLaw(law, options, { call, whyGivenUp })
        : { kind: "given-up", law: law.name, why },
    );
  }
  return verdicts;
}

/** @throws MediationError ERR_CONFIG_INVALID */
function chooseLaws({ function: id, laws }: LawCheck): readonly Law[] {
  const known = lawsOf(id);
  if (laws === undefined) return known;
  return laws.map((name) => {
    const law = known.find((each) => each.name === name);
    if (law !== undefined) return law;
    const names = known.map((each) => each.name);
    const nearest = nearestWord(name, names);
    throw new MediationError("ERR_CONFIG_INVALID", `There is no law "${name}" about ${id}.`, {
      hint: nearest === undefined ? `Choose of ${names.join(", ")}.` : `Did you mean "${nearest}"?`,
      details: { law: name },
    });
  });
}

/** A law that does not hold for a case; fast-check shrinks whatever throws. */
class Broken extends Error {
  readonly breach: Breach;

  constructor(breach: Breach) {
    super(breach.why);
    this.breach = breach;
  }
}

async function checkLaw(law: Law, options: LawCheck, patient: Patient): Promise<LawVerdict> {
  const { runs = 100, seed = 1, path } = options;
  const cases = law.cases(arbitraryArguments(options.function, options), options.function);
  const property = asyncProperty(cases, async (calls) => {
    if (patient.whyGivenUp() !== undefined) return;
    const breach = await law.check(calls, patient.call);
    if (breach !== undefined) throw new Broken(breach);
  });
  const details = await check(property, {
    numRuns: runs,
    seed,
    ...(path !== undefined && { path, endOnFailure: true }),
  });
  const why = patient.whyGivenUp();
  if (!details.failed && why !== undefined) return { kind: "given-up", law: law.name, why };
  return toVerdict(law, options, details);
}

function toVerdict(
  law: Law,
  { function: id, testKeys = {} }: LawCheck,
  details: RunDetails<[readonly Arguments[]]>,
): LawVerdict {
  const { failed, counterexample, counterexamplePath, errorInstance, numRuns, seed } = details;
  if (!failed) return { kind: "held", law: law.name, runs: numRuns };
  if (!(errorInstance instanceof Broken)) throw errorInstance;
  const [calls = []] = counterexample ?? [];
  const { breach } = errorInstance;
  return {
    kind: "broken",
    law: law.name,
    why: breach.why,
    calls,
    test: writeLawTest({ law, function: id, calls, breach, testKeys }),
    runs: numRuns,
    seed,
    path: counterexamplePath ?? "",
  };
}

function createCaller(
  script: ScriptText,
  { function: id, profile }: LawCheck,
  sandbox: ScriptSandbox,
): Caller {
  const options = { script, function: id, ...(profile !== undefined && { profile }) };
  return async (calls, when) => await callScript({ ...options, calls, ...when }, sandbox);
}

interface Patient {
  readonly call: Caller;
  /** How the script hung the last time that somebody waited for it. */
  readonly whyGivenUp: () => string | undefined;
}

/** A script that hangs takes a second of real time; to see it hang a few times is enough. */
const mostHangs = 3;

function withPatience(call: Caller): Patient {
  const hangs: string[] = [];
  return {
    whyGivenUp: () => (hangs.length < mostHangs ? undefined : hangs.at(-1)),
    call: async (...given) => {
      const called = await call(...given);
      const { outcome, failure = "" } = called;
      if (outcome.kind !== "returned" && outcome.kind !== "threw") hangs.push(failure);
      return called;
    },
  };
}
