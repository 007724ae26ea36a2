import type { Buffer } from "node:buffer";
import type ivm from "isolated-vm";
import type { WebSocket } from "ws";
import { preludeFileName } from "../script-globals.ts";
import type { ScriptRun } from "../script-run.ts";
import { findStart } from "./find-start.ts";
import { openInspector, type Inspector } from "./inspector.ts";

/** One client that looks into an isolate. */
export interface DebugSession {
  /** Called before each script. Only the first stops where it begins: breakpoints do the rest. */
  prepareScript(run: Startable): Promise<void>;
  hangUp(): void;
}

interface Visit {
  readonly client: WebSocket;
  /** Called when the client has set its breakpoints and lets the script begin. */
  readonly onReady: () => void;
  /** Called when it goes away, with when that is over. */
  readonly onGone: (over: Promise<void>) => void;
}

export function createDebugSession(
  isolate: ivm.Isolate,
  { client, onReady, onGone }: Visit,
): DebugSession {
  const inspector = openInspector(isolate, (message) => client.send(message));
  let steppedOver: StepOver = {};
  const stopOnce = createStopOnce(inspector);

  const stepOverOwnFile = async (): Promise<void> => {
    const patterns = [...(steppedOver.patterns ?? []), ownFile];
    await inspector.ask(stepOverMethod, { ...steppedOver, patterns });
  };

  client.on("message", (data: Buffer) => {
    const message = data.toString();
    inspector.tell(message);
    const { method, params = {} } = readCommand(message);
    if (method === "Runtime.runIfWaitingForDebugger") onReady();
    if (method !== stepOverMethod) return;
    steppedOver = params;
    void stepOverOwnFile();
  });
  client.on("error", () => undefined); // what is wrong with a connection ends it, too
  client.on("close", () => {
    onGone(inspector.close());
  });

  return {
    async prepareScript(run) {
      await stepOverOwnFile(); // the engine forgets it of a file that comes again
      await stopOnce(run);
    },
    hangUp: () => client.close(),
  };
}

type Startable = Pick<ScriptRun, "source" | "scriptName">;

/** Has the first script stop where it begins, and takes the breakpoint back before the next. */
function createStopOnce(inspector: Inspector): (run: Startable) => Promise<void> {
  let hasStopped = false;
  let breakpointId: unknown;
  return async ({ source, scriptName: url }) => {
    if (breakpointId !== undefined) {
      await inspector.ask("Debugger.removeBreakpoint", { breakpointId });
      breakpointId = undefined;
    }
    if (hasStopped) return;
    hasStopped = true;
    const set = await inspector.ask("Debugger.setBreakpointByUrl", { url, ...findStart(source) });
    breakpointId = set?.["breakpointId"];
  };
}

const stepOverMethod = "Debugger.setBlackboxPatterns";

/** Its functions are stepped over. */
const ownFile = `^${preludeFileName}$`;

interface StepOver {
  readonly patterns?: readonly string[];
}

/** What is no command is for the engine to answer. */
function readCommand(message: string): { readonly method?: string; readonly params?: StepOver } {
  try {
    return (JSON.parse(message) ?? {}) as ReturnType<typeof readCommand>;
  } catch {
    return {};
  }
}
