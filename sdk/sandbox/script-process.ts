import { spawn } from "node:child_process";
import type { Socket } from "node:net";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { createFrameReader, encodeFrame } from "./child/frames.ts";
import {
  channel,
  toMessage,
  type ChildMessage,
  type ChildSettings,
  type Observing,
} from "./child/messages.ts";
import { createRequestWriter } from "./child/requests.ts";
import type { ScriptLimits } from "./script-limits.ts";
import type { ScriptRun } from "./script-run.ts";
import { siblingModule } from "./sibling-module.ts";

/** One child, as its parent sees it. It never keeps the parent alive. */
export interface ScriptProcess {
  send(run: ScriptRun): void;
  kill(): void;
}

export interface ChildOptions extends ScriptLimits {
  /** Starts a child whose engine only interprets. */
  readonly jitless: boolean;
  readonly observing: Observing;
}

interface ScriptProcessEvents {
  readonly onMessage: (message: ChildMessage) => void;
  /** Called last, once everything the child ever said has arrived. */
  readonly onEnd: (end: ChildEnd) => void;
}

export interface ChildEnd {
  /** What came out on stderr, at least its end. */
  readonly lastWords: string;
  /** The signal or the exit code, or why there never was a process. */
  readonly cause: string;
}

/** Where the engine and its helpers would look at the host; Windows starts nothing without its own folder. */
export const childEnvironment = {
  TZ: "UTC",
  LC_ALL: "en_US.UTF-8",
  ...(process.platform === "win32" && { SystemRoot: process.env["SystemRoot"] }),
};

/**
 * Each of V8's compilers by name: `--jitless` would take `WebAssembly` away from scripts, which phones have, and
 * from Node, which reads TypeScript with it. The top compiler is off while scripts run, see `withoutTurbofan`.
 */
const interpretOnly = ["--no-maglev", "--no-sparkplug", "--regexp-interpret-all"];

export function startScriptProcess(
  { jitless, ...limits }: ChildOptions,
  { onMessage, onEnd }: ScriptProcessEvents,
): ScriptProcess {
  const settings: ChildSettings = { ...limits, parentPid: process.pid };
  const entry = fileURLToPath(siblingModule("./child/entry", import.meta.url));
  const flags = ["--no-warnings", ...(jitless ? interpretOnly : [])];
  const child = spawn(process.execPath, [...flags, entry, JSON.stringify(settings)], {
    env: childEnvironment,
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  const toChild = child.stdio[channel] as Socket;
  const errorOutput = child.stdio[2] as Socket;
  let lastWords = "";
  let failure: string | undefined;
  const hear = createFrameReader((frame) => onMessage(toMessage(frame)));
  toChild.on("data", hear);
  toChild.on("error", () => {}); // the end of the child is reported as such
  errorOutput.setEncoding("utf8").on("data", (text: string) => {
    lastWords = (lastWords + text).slice(-10_000);
  });
  child.on("error", (error) => (failure = error.message));
  child.on("close", (code, signal) =>
    onEnd({ lastWords, cause: failure ?? signal ?? `exit code ${code}` }),
  );
  for (const handle of [child, toChild, errorOutput]) handle.unref();

  const toRequest = createRequestWriter();
  return {
    send: (run) => toChild.write(encodeFrame(toRequest(run))),
    kill: () => child.kill("SIGKILL"),
  };
}
