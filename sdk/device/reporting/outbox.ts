import type { DeviceCall } from "../device-call.ts";
import { sendPing, type Ping } from "./send-ping.ts";

/** Pings on their way, for which no call waits. */
export interface Outbox {
  send(call: DeviceCall, pings: readonly Ping[]): void;
  /** Resolves when everything has been sent, whatever was added in the meantime. */
  settled(): Promise<void>;
}

export function createOutbox(): Outbox {
  const underway = new Set<Promise<void>>();
  return {
    send(call, pings) {
      for (const ping of pings) {
        const sending = sendPing(call, ping).finally(() => underway.delete(sending));
        underway.add(sending);
      }
    },
    async settled() {
      while (underway.size > 0) await Promise.all(underway);
    },
  };
}
