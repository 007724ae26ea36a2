import type ivm from "isolated-vm";
import { createIsolateInUtc } from "./isolate-in-utc.ts";
import { createLivingWorld, type LivingWorld } from "./living-world.ts";
import { livingPrelude, preludeFileName } from "./script-globals.ts";
import type { RunEnd, ScriptRun } from "./script-run.ts";
import { saysTimeout, withoutTurbofan } from "./supervisor.ts";
import { startStopwatch } from "./watchdog.ts";

/** The worlds that live on: one for each shape there is, all in one isolate. */
export interface LivingWorlds {
  /** Or why the run has to be repeated in a fresh world, as text: what it did here is worth nothing then. */
  run(run: ScriptRun, wallLimitMs: number): LivingEnd | string;
  dispose(): void;
}

interface LivingEnd {
  readonly end: RunEnd;
  readonly killedAfterCpuMs: number | undefined;
}

export function createLivingWorlds(memoryLimitMb: number): LivingWorlds {
  let home: Home | undefined;

  const dispose = (): void => {
    if (home?.isolate.isDisposed === false) home.isolate.dispose();
    home = undefined;
  };

  return {
    run(run, wallLimitMs) {
      home ??= createHome(memoryLimitMb);
      try {
        const lived = evaluate(findWorld(home, run), run, wallLimitMs);
        if (typeof lived !== "string" && lived.killedAfterCpuMs !== undefined) dispose();
        return lived;
      } catch {
        const { isDisposed } = home.isolate;
        dispose();
        return isDisposed ? "it outgrows its memory" : "it leaves its world unusable";
      }
    },
    dispose,
  };
}

interface Home {
  readonly isolate: ivm.Isolate;
  readonly prelude: ivm.Script;
  readonly worlds: (LivingWorld | undefined)[];
}

function createHome(memoryLimitMb: number): Home {
  const isolate = createIsolateInUtc(memoryLimitMb);
  const prelude = isolate.compileScriptSync(livingPrelude, { filename: preludeFileName });
  return { isolate, prelude, worlds: [] };
}

function findWorld({ isolate, prelude, worlds }: Home, { world: shape }: ScriptRun): LivingWorld {
  const { hasConsole, hasAdBeacons, hasDebuggingOnly } = shape;
  const place = Number(hasConsole) + 2 * Number(hasAdBeacons) + 4 * Number(hasDebuggingOnly);
  return (worlds[place] ??= createLivingWorld(isolate, prelude, shape));
}

function evaluate(world: LivingWorld, run: ScriptRun, wallLimitMs: number): LivingEnd | string {
  const script = world.findScript(run);
  if (typeof script === "string") return script;
  const stopwatch = startStopwatch();
  const options = { timeout: wallLimitMs };
  try {
    const told = withoutTurbofan(() => script.applySync(undefined, [run.input], options));
    return endRun(told as string, undefined);
  } catch (error) {
    if (!saysTimeout(error)) throw error;
    const killedAfterCpuMs = stopwatch.cpuMs();
    const told = world.door.applySync(undefined, [], { timeout: 100 });
    const lived = endRun(told as string, killedAfterCpuMs);
    if (typeof lived === "string") throw error; // worth nothing, and a stopped world is not used again
    return lived;
  }
}

const world = { kind: "living" } as const;

/** What is told is a report, or a mark and the reason why there is none. */
function endRun(told: string, killedAfterCpuMs: number | undefined): LivingEnd | string {
  if (told.startsWith("!")) return told.slice(1);
  const kind = killedAfterCpuMs === undefined ? "completed" : "killed";
  return { end: { kind, report: told, world }, killedAfterCpuMs };
}
