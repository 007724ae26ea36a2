import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { MediationError } from "../../foundation/errors.ts";
import { explainDeath } from "../explain-death.ts";
import { childEnvironment } from "../script-process.ts";
import type { RunEnd, ScriptRun } from "../script-run.ts";
import { siblingModule } from "../sibling-module.ts";
import type { DebugAddress } from "./debug-server.ts";
import type { DebugAnswer, DebugRequest, DebugSettings } from "./messages.ts";

/** A process in which scripts are debugged. */
export interface DebugProcess {
  readonly address: DebugAddress;
  /** One at a time. */
  run(run: ScriptRun): Promise<RunEnd>;
  /** Hangs up and ends it, wherever its script stands. */
  close(): Promise<void>;
}

/** How long it may take to say goodbye before it is ended without. */
const mostPatienceMs = 2_000;

/**
 * A script that is stopped, and the engine's ways with those who look into it, can hang or end a process: this is
 * one of its own.
 *
 * @throws MediationError ERR_SERVER_PORT_IN_USE, ERR_SERVER_CANNOT_LISTEN
 */
export async function startDebugProcess(settings: DebugSettings): Promise<DebugProcess> {
  const child = startChild(settings);
  let lastWords = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    lastWords = (lastWords + text).slice(-10_000);
  });
  const closed = new Promise<string>((resolve) => {
    child.on("error", ({ message }) => resolve(message));
    child.on("close", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const answer = async (): Promise<DebugAnswer> => {
    const said = new Promise<DebugAnswer>((resolve) => child.once("message", resolve as never));
    const died = closed.then((cause) => ({ kind: "ended", end: toEnd(cause, lastWords) }) as const);
    return Promise.race([said, died]);
  };

  const started = await answer();
  if (started.kind !== "listening") {
    child.kill("SIGKILL");
    throw toError(started);
  }
  return {
    address: started.address,
    async run(run) {
      child.send({ kind: "run", run } satisfies DebugRequest);
      const ended = await answer();
      if (ended.kind !== "ended") throw toError(ended);
      return ended.end;
    },
    async close() {
      if (child.connected) child.send({ kind: "close" } satisfies DebugRequest);
      const patience = setTimeout(() => child.kill("SIGKILL"), mostPatienceMs);
      await closed;
      clearTimeout(patience);
    },
  };
}

function startChild(settings: DebugSettings): ChildProcess {
  const entry = fileURLToPath(siblingModule("./entry", import.meta.url));
  return fork(entry, [JSON.stringify(settings)], {
    execArgv: ["--no-warnings"],
    env: childEnvironment,
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
}

function toEnd(cause: string, lastWords: string): RunEnd {
  return explainDeath(lastWords) ?? { kind: "crashed", cause };
}

function toError(answer: DebugAnswer): MediationError {
  if (answer.kind === "failed") {
    const { code, message, hint } = answer;
    return new MediationError(code, message, hint === undefined ? {} : { hint });
  }
  const why = answer.kind === "ended" && "cause" in answer.end ? `: ${answer.end.cause}` : "";
  return new MediationError("ERR_INTERNAL", `The process to debug in did not start${why}.`);
}
