import { AsyncLocalStorage } from "node:async_hooks";
import type { Network, NetworkEnvironment } from "../../../sdk/adapter-kit.ts";
import type { Subject } from "./contract-case.ts";

interface Used {
  readonly name: string;
  /** What to use. */
  readonly instead: string;
}

/** Sees which globals an adapter uses, and nobody else's use of them. */
export interface GlobalWatch {
  /** In the order of their first use. */
  readonly used: readonly Used[];
  connect(subject: Subject, environment: NetworkEnvironment): Network;
  inside<T>(work: () => T): T;
  stop(): void;
}

type Owner = object & Readonly<Record<string, unknown>>;

const instead = {
  "Math.random": "random.next()",
  "Date.now": "clock.nowMs()",
  "new Date": "clock.nowMs()",
  "performance.now": "clock.nowMs()",
  "crypto.randomUUID": "ids",
  "crypto.getRandomValues": "random",
  setTimeout: "clock.sleep()",
  setInterval: "clock.sleep()",
  setImmediate: "clock.sleep()",
  fetch: "http.send()",
} as const;
type GlobalName = keyof typeof instead;

/**
 * Puts a listener before each global until it is stopped. They all go on working; use counts only inside the
 * adapter's own calls, which an asynchronous context tells from those of a test runner or of the world itself.
 */
export function watchGlobals(): GlobalWatch {
  const context = new AsyncLocalStorage<true>();
  const used = new Map<GlobalName, Used>();
  const note = (name: GlobalName): void => {
    if (context.getStore() === true) used.set(name, { name, instead: instead[name] });
  };
  const restorers = [
    ...listen(Math, { random: "Math.random" }, note),
    ...listen(performance, { now: "performance.now" }, note),
    ...listen(
      crypto,
      { randomUUID: "crypto.randomUUID", getRandomValues: "crypto.getRandomValues" },
      note,
    ),
    ...listen(globalThis, { setTimeout: "setTimeout", setInterval: "setInterval" }, note),
    ...listen(globalThis, { setImmediate: "setImmediate", fetch: "fetch" }, note),
    replace(globalThis, "Date", watchedDate(note)),
  ];
  return {
    get used() {
      return [...used.values()];
    },
    connect: ({ adapter, options }, environment) =>
      context.run(true, () => adapter.connect(options, outside(environment, context))),
    inside: (work) => context.run(true, work),
    stop() {
      for (const restore of restorers) restore();
    },
  };
}

/** The world uses globals where the adapter may not. */
function outside(
  environment: NetworkEnvironment,
  context: AsyncLocalStorage<true>,
): NetworkEnvironment {
  const leave = <Value extends object>(port: Value): Value =>
    new Proxy(port, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return (...args: readonly unknown[]): unknown =>
          context.exit(() => Reflect.apply(member, target, args) as unknown);
      },
    });
  const { clock, random, ids, http, adServices, ...rest } = environment;
  return {
    ...rest,
    clock: leave(clock),
    random: leave(random),
    ids: leave(ids),
    http: leave(http),
    adServices: leave(adServices),
    connect: (adapterId, options) =>
      leave(context.exit(() => environment.connect(adapterId, options))),
  };
}

function listen(
  owner: object,
  names: Readonly<Record<string, GlobalName>>,
  note: (name: GlobalName) => void,
): readonly (() => void)[] {
  return Object.entries(names).map(([key, name]) => {
    const original = (owner as Owner)[key] as (...args: readonly unknown[]) => unknown;
    const listening = new Proxy(original, {
      apply(target, _self, args: readonly unknown[]) {
        note(name);
        return Reflect.apply(target, owner, args);
      },
    });
    return replace(owner, key, listening);
  });
}

function watchedDate(note: (name: GlobalName) => void): DateConstructor {
  const now = (): number => {
    note("Date.now");
    return RealDate.now();
  };
  const RealDate = Date;
  return new Proxy(RealDate, {
    construct(target, args: readonly unknown[], newTarget) {
      if (args.length === 0) note("new Date");
      return Reflect.construct(target, args, newTarget) as object;
    },
    get: (target, key) => (key === "now" ? now : (Reflect.get(target, key) as unknown)),
  });
}

function replace(owner: object, key: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, key);
  Object.defineProperty(owner, key, { value, configurable: true, writable: true });
  return () => {
    if (before === undefined) Reflect.deleteProperty(owner, key);
    else Object.defineProperty(owner, key, before);
  };
}
