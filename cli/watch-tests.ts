import { stat } from "node:fs/promises";
import { isTestFileName, type PlanResult } from "../testing/index.ts";
import type { Shell } from "./commands/command.ts";
import { countWord } from "./render/count-word.ts";
import { nextChange } from "./watch-files.ts";

interface Watched {
  /** The files of tests that there are now. */
  readonly find: () => Promise<readonly string[]>;
  readonly plan: (files: readonly string[]) => Promise<readonly PlanResult[]>;
  readonly run: (plans: readonly PlanResult[]) => Promise<void>;
}

/** When each file was last written, by its absolute path; nothing where there is none. */
type Ages = ReadonlyMap<string, bigint | undefined>;

/**
 * Runs all tests now, and after each change those of the files that it concerns, until the user has enough. What
 * fails is printed, and watching goes on.
 *
 * @throws MediationError ERR_TEST_NONE, ERR_TEST_UNREADABLE where there is nothing to watch
 */
export async function watchTests(
  { find, plan, run }: Watched,
  { io, printError }: Shell,
): Promise<void> {
  const interrupted = io.untilInterrupted?.() ?? new AbortController().signal;
  let known: readonly PlanResult[] = [];
  let ages: Ages = new Map();
  let watched: readonly string[] = [];
  while (!interrupted.aborted) {
    let change: Promise<void> | undefined;
    try {
      const before = await readAges(watched);
      const paths = await find();
      const same = known.filter(
        (each) => paths.includes(pathOf(each)) && isSame(each, ages, before),
      );
      const plans = await plan(without(paths, same));
      known = [...same, ...plans];
      watched = filesOf(known);
      // A file that changes after it was read is older than what is known of it.
      ages = new Map([...(await readAges(watched)), ...before]);
      // What changes during the run counts as well.
      change = nextChange(watched, interrupted, isTestFileName);
      if (plans.length > 0) await orInterrupted(run(plans), interrupted);
    } catch (error) {
      if (watched.length === 0) throw error;
      printError(error);
      // A file that vanished, and comes back as it was, is to be run all the same.
      if (change === undefined) known = [];
    }
    if (!interrupted.aborted)
      io.stderr(`watching ${countWord(watched.length, "file")} – Ctrl-C ends\n`);
    await (change ?? nextChange(watched, interrupted, isTestFileName));
  }
}

/** A script that hangs has a second, and a thousand have a thousand: too long for somebody who wants to leave. */
async function orInterrupted(running: Promise<void>, signal: AbortSignal): Promise<void> {
  const leaving = Promise.withResolvers<void>();
  const leave = (): void => leaving.resolve();
  signal.addEventListener("abort", leave, { once: true });
  if (signal.aborted) leave();
  try {
    await Promise.race([running, leaving.promise]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}

function pathOf(plan: PlanResult): string {
  return plan.kind === "planned" ? plan.file.path : plan.path;
}

function filesOf(plans: readonly PlanResult[]): readonly string[] {
  const files = plans.flatMap((plan) => (plan.kind === "planned" ? plan.file.files : plan.files));
  return [...new Set(files)];
}

function without(paths: readonly string[], plans: readonly PlanResult[]): readonly string[] {
  const planned = new Set(plans.map(pathOf));
  return paths.filter((path) => !planned.has(path));
}

function isSame(plan: PlanResult, before: Ages, now: Ages): boolean {
  return filesOf([plan]).every((file) => before.get(file) === now.get(file));
}

async function readAges(files: readonly string[]): Promise<Ages> {
  const ages = files.map(async (file) => {
    const age = await stat(file, { bigint: true }).then(
      ({ mtimeNs }) => mtimeNs,
      () => undefined,
    );
    return [file, age] as const;
  });
  return new Map(await Promise.all(ages));
}
