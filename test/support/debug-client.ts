import { once } from "node:events";
import { WebSocket } from "ws";

/** What the engine says of its own accord. */
interface Notification {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

interface CallFrame {
  readonly callFrameId: string;
  readonly functionName: string;
  readonly location: { readonly scriptId: string; readonly lineNumber: number };
}

/** A debugger without a person: it speaks the protocol of Chrome DevTools. */
export interface DebugClient {
  ask(method: string, params?: object): Promise<Record<string, unknown>>;
  /** The next notification of that name, or one that nobody has taken yet. */
  next(method: string): Promise<Notification["params"]>;
  /** Where the script stopped next: the innermost function first. */
  nextStop(): Promise<readonly CallFrame[]>;
  /** Of a variable, in a frame of a stop. */
  evaluate(frame: CallFrame | undefined, expression: string): Promise<unknown>;
  /** Everything that the engine has parsed so far. */
  readonly scripts: readonly Notification["params"][];
  /** Resolves with the code that the other side closes with. */
  readonly closed: Promise<number>;
  close(): void;
}

/** Connects and, like DevTools, asks for everything there is; the script still waits. */
export async function connectDebugClient(webSocketUrl: string): Promise<DebugClient> {
  const socket = new WebSocket(webSocketUrl);
  const answers = new Map<number, (message: { result: Record<string, unknown> }) => void>();
  const taken: Notification[] = [];
  const waiting = new Map<string, (params: Notification["params"]) => void>();
  const scripts: Notification["params"][] = [];
  let lastId = 0;
  socket.on("message", (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Notification & { id?: number };
    if (message.id !== undefined) return answers.get(message.id)?.(message as never);
    if (message.method === "Debugger.scriptParsed") scripts.push(message.params);
    const take = waiting.get(message.method);
    waiting.delete(message.method);
    if (take === undefined) taken.push(message);
    else take(message.params);
  });
  const closed = once(socket, "close").then(([code]) => code as number);
  await once(socket, "open");

  const client: DebugClient = {
    ask(method, params = {}) {
      lastId += 1;
      const id = lastId;
      socket.send(JSON.stringify({ id, method, params }));
      return new Promise((resolve) => answers.set(id, ({ result }) => resolve(result)));
    },
    next(method) {
      const at = taken.findIndex((each) => each.method === method);
      const [found] = at < 0 ? [] : taken.splice(at, 1);
      if (found !== undefined) return Promise.resolve(found.params);
      return new Promise((resolve) => waiting.set(method, resolve));
    },
    async nextStop() {
      const { callFrames } = await client.next("Debugger.paused");
      return callFrames as readonly CallFrame[];
    },
    async evaluate(frame, expression) {
      const params = { callFrameId: frame?.callFrameId, expression, returnByValue: true };
      const { result } = await client.ask("Debugger.evaluateOnCallFrame", params);
      return (result as { readonly value?: unknown }).value;
    },
    scripts,
    closed,
    close: () => socket.close(),
  };
  await client.ask("Runtime.enable");
  await client.ask("Debugger.enable");
  return client;
}
