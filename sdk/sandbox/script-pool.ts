import process from "node:process";
import { MediationError } from "../foundation/errors.ts";
import type { ChildMessage } from "./child/messages.ts";
import { explainDeath } from "./explain-death.ts";
import { createDisposedError } from "./script-limits.ts";
import {
  startScriptProcess,
  type ChildEnd,
  type ChildOptions,
  type ScriptProcess,
} from "./script-process.ts";
import type { RunEnd, ScriptRun } from "./script-run.ts";

interface Task {
  readonly run: ScriptRun;
  readonly resolve: (end: RunEnd) => void;
  readonly reject: (error: MediationError) => void;
  /** A process has already ended under it and left no reason. */
  readonly isSuspect: boolean;
}

interface Lane {
  readonly process: ScriptProcess;
  isReady: boolean;
  /** Its child has said that it ends, and takes nothing more. */
  isRetired: boolean;
  /** The first is being run, the others lie in the child's inbox. */
  readonly tasks: Task[];
}

/** One to work on and one at hand, so that a child need not wait for its busy parent. */
const mostTasksOfLane = 2;

const mostFailedStarts = 3;

/** Hands runs to children, starts children as there is work for them, and replaces those that end. */
export class ScriptPool {
  readonly #options: ChildOptions;
  readonly #mostLanes: number;
  readonly #queue: Task[] = [];
  readonly #lanes = new Set<Lane>();
  /** No child keeps this process alive, but a run that is not over does. */
  readonly #keepAlive = setInterval(() => {}, 2 ** 30).unref();
  #failedStarts = 0;
  #onLastEnd: (() => void) | undefined;

  constructor(options: ChildOptions, childCount: number) {
    this.#options = options;
    this.#mostLanes = childCount;
  }

  run(run: ScriptRun): Promise<RunEnd> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ run, resolve, reject, isSuspect: false });
      this.#goOn();
    });
  }

  /** Settles when no child is left. */
  async dispose(): Promise<void> {
    const lastEnd = new Promise<void>((resolve) => (this.#onLastEnd = resolve));
    for (const lane of this.#lanes) {
      this.#queue.push(...lane.tasks.splice(0));
      lane.process.kill();
    }
    for (const { run, reject } of this.#queue.splice(0)) {
      reject(createDisposedError(run.scriptName));
    }
    this.#keepAlive.ref();
    if (this.#lanes.size > 0) await lastEnd;
    clearInterval(this.#keepAlive);
  }

  #goOn(): void {
    let unfinished = this.#queue.length;
    for (const { tasks } of this.#lanes) unfinished += tasks.length;
    while (this.#lanes.size < Math.min(this.#mostLanes, unfinished)) this.#startLane();
    while (this.#sendNext());
    if (unfinished > 0) this.#keepAlive.ref();
    else if (this.#onLastEnd === undefined) this.#keepAlive.unref();
  }

  #sendNext(): boolean {
    let lane: Lane | undefined;
    for (const candidate of this.#lanes) {
      const isIdler = candidate.tasks.length < (lane?.tasks.length ?? mostTasksOfLane);
      if (candidate.isReady && !candidate.isRetired && isIdler) lane = candidate;
    }
    const task = lane && this.#queue.shift();
    if (lane === undefined || task === undefined) return false;
    lane.tasks.push(task);
    lane.process.send(task.run);
    return true;
  }

  #startLane(): void {
    const lane: Lane = {
      process: startScriptProcess(this.#options, {
        onMessage: (message) => this.#hear(lane, message),
        onEnd: (end) => this.#bury(lane, end),
      }),
      isReady: false,
      isRetired: false,
      tasks: [],
    };
    this.#lanes.add(lane);
  }

  #hear(lane: Lane, message: ChildMessage): void {
    if (message.kind === "ready") {
      lane.isReady = true;
      this.#failedStarts = 0;
    } else {
      const task = lane.tasks.shift();
      if (message.kind === "ended") {
        lane.isRetired = message.isLast ?? false;
        task?.resolve(message.end);
      } else task?.reject(new MediationError("ERR_INTERNAL", message.message));
    }
    this.#goOn();
  }

  /** An answer leaves the child before the next run begins, so the first without one is to blame, as a rule. */
  #bury(lane: Lane, end: ChildEnd): void {
    this.#lanes.delete(lane);
    if (!lane.isReady) this.#failedStarts += 1;
    const blamed = lane.isRetired ? undefined : lane.tasks.shift();
    this.#queue.unshift(...lane.tasks);
    if (blamed !== undefined) this.#judge(blamed, end);
    if (this.#failedStarts >= mostFailedStarts) this.#giveUp(end);
    if (this.#lanes.size === 0) this.#onLastEnd?.();
    this.#goOn();
  }

  #judge(task: Task, { lastWords, cause }: ChildEnd): void {
    const known = explainDeath(lastWords);
    if (known !== undefined) task.resolve(known);
    else if (task.isSuspect) task.resolve({ kind: "crashed", cause });
    else this.#queue.unshift({ ...task, isSuspect: true });
  }

  #giveUp({ cause, lastWords }: ChildEnd): void {
    this.#failedStarts = 0;
    const message = `Cannot start a process to run scripts in: ${cause}\n${lastWords}`.trimEnd();
    const hint = `See whether this program may start "${process.execPath}".`;
    for (const { reject } of this.#queue.splice(0)) {
      reject(new MediationError("ERR_INTERNAL", message, { hint }));
    }
  }
}
