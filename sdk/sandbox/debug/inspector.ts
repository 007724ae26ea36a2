import type ivm from "isolated-vm";

/** A conversation with the engine, which somebody else leads and in which we have a word now and then. */
export interface Inspector {
  /** Hands on a message of the client's. */
  tell(message: string): void;
  /** A command of our own, of whose answer the client hears nothing; no result if it was refused, or never will be done. */
  ask(method: string, params?: object): Promise<CommandResult | undefined>;
  /** Lets a script go on that is stopped. */
  close(): Promise<void>;
}

type CommandResult = Readonly<Record<string, unknown>>;

/** Clients number their commands from 0 or 1. */
const firstOwnId = 2 ** 30;

/** A message that arrives just as a script stops would wait for the next one, so there is one until it is answered. */
const nudgeEveryMs = 20;
const nudge = JSON.stringify({ id: firstOwnId, method: "Runtime.getIsolateId" });

/** To dispose of one while a script goes on can end the process, so they stay for as long as that lasts. */
const sessions = new Set<ivm.InspectorSession>();

/** @param send takes what the engine has to say to the client */
// oxlint-disable-next-line max-lines-per-function -- one conversation: what counts its messages is shared by all of it
export function openInspector(isolate: ivm.Isolate, send: (message: string) => void): Inspector {
  const session = isolate.createInspectorSession();
  sessions.add(session);
  const asked = new Map<number, (result: CommandResult | undefined) => void>();
  const domains = new Set<string>();
  let lastId = firstOwnId;
  const dispatch = (message: string): void => {
    if (!isolate.isDisposed) session.dispatchProtocolMessage(message);
  };
  let unanswered = 0;
  const nudging = setInterval(() => {
    if (unanswered > 0) dispatch(nudge);
  }, nudgeEveryMs);
  session.onNotification = send;
  session.onResponse = (id, message) => {
    if (id !== firstOwnId) unanswered -= 1;
    if (id < firstOwnId) send(message);
    else asked.get(id)?.((JSON.parse(message) as { result?: CommandResult }).result);
  };

  const ask: Inspector["ask"] = async (method, params = {}) => {
    if (isolate.isDisposed) return undefined;
    lastId += 1;
    const { promise, resolve } = Promise.withResolvers<CommandResult | undefined>();
    asked.set(lastId, resolve);
    unanswered += 1;
    dispatch(JSON.stringify({ id: lastId, method, params }));
    return promise;
  };

  return {
    tell(message) {
      domains.add(/"method":\s*"(\w+)\.enable"/.exec(message)?.[1] ?? "Runtime");
      unanswered += 1;
      dispatch(message);
    },
    ask,
    async close() {
      await Promise.all([...domains].map((domain) => ask(`${domain}.disable`)));
      clearInterval(nudging);
    },
  };
}
