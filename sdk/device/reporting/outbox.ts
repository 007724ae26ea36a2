import type { DeviceCall } from "../device-call.ts";
import { sendPing, type Ping } from "./send-ping.ts";

/** Pings on their way, for which no call waits. */
export interface Outbox {
  /** Work that goes on when its call is over, and never fails. */
  follow(work: Promise<void>): void;
  send(call: DeviceCall, pings: readonly Ping[]): void;
  /** Resolves when everything has been sent, whatever was added in the meantime. */
  settled(): Promise<void>;
}

export function createOutbox(): Outbox {
  const underway = new Set<Promise<void>>();
  const follow = (work: Promise<void>): void => {
    const following = work.finally(() => underway.delete(following));
    underway.add(following);
  };
  return {
    follow,
    send(call, pings) {
      for (const ping of pings) follow(sendPing(call, ping));
    },
    async settled() {
      while (underway.size > 0) await Promise.all(underway);
    },
  };
}
