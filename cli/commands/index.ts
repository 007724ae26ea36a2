import type { AddCommand } from "./command.ts";

/** A verb, and how to come by what it does: nobody waits for what another command needs. */
interface CommandEntry {
  readonly verb: string;
  readonly load: () => Promise<AddCommand>;
}

/** THE list of commands, in the order in which help shows them. */
export const COMMANDS: readonly CommandEntry[] = [
  { verb: "run", load: async () => (await import("./run.ts")).addRun },
  { verb: "explain", load: async () => (await import("./explain.ts")).addExplain },
  { verb: "summary", load: async () => (await import("./summary.ts")).addSummary },
  { verb: "compare", load: async () => (await import("./compare.ts")).addCompare },
  { verb: "view", load: async () => (await import("./view.ts")).addView },
  { verb: "learn", load: async () => (await import("./learn.ts")).addLearn },
  { verb: "replay", load: async () => (await import("./replay.ts")).addReplay },
  { verb: "sweep", load: async () => (await import("./sweep.ts")).addSweep },
  { verb: "test", load: async () => (await import("./test.ts")).addTest },
  { verb: "call", load: async () => (await import("./call.ts")).addCall },
  { verb: "bench", load: async () => (await import("./bench.ts")).addBench },
  { verb: "lint", load: async () => (await import("./lint.ts")).addLint },
  { verb: "init", load: async () => (await import("./init.ts")).addInit },
  { verb: "serve", load: async () => (await import("./serve.ts")).addServe },
  { verb: "mediate", load: async () => (await import("./mediate.ts")).addMediate },
  { verb: "networks", load: async () => (await import("./networks.ts")).addNetworks },
  { verb: "bids", load: async () => (await import("./bids.ts")).addBids },
  { verb: "report", load: async () => (await import("./report.ts")).addReport },
  { verb: "profile", load: async () => (await import("./profile.ts")).addProfile },
  { verb: "env", load: async () => (await import("./env.ts")).addEnv },
  { verb: "check-adapter", load: async () => (await import("./check-adapter.ts")).addCheckAdapter },
  {
    verb: "contextual-key",
    load: async () => (await import("./contextual-key.ts")).addContextualKey,
  },
  {
    verb: "contextual-sign",
    load: async () => (await import("./contextual-sign.ts")).addContextualSign,
  },
  { verb: "demo", load: async () => (await import("./demo.ts")).addDemo },
];

/**
 * What a command line needs: the one command that it names. All of them where it names none, for help and for
 * guessing what was meant.
 */
export async function loadCommands(argv: readonly string[]): Promise<readonly AddCommand[]> {
  const named = COMMANDS.find(({ verb }) => verb === argv.find((word) => !word.startsWith("-")));
  const wanted = named === undefined ? COMMANDS : [named];
  return await Promise.all(wanted.map(({ load }) => load()));
}
