import { EventEmitter } from "eventemitter3";
import type {
  MediationEvent,
  MediationEventOf,
  MediationEventType,
} from "../model/mediation-event.ts";

/** What the device and the session tell is not the SDK's to emit: subscribe to `AdServices` for it. */
type SdkEventType = Extract<
  MediationEventType,
  `${"request" | "bidding" | "node-signals" | "node-bid" | "bid-notice" | "chain" | "contextual-ad" | "first-party" | "chained-selection" | "node" | "late-fill" | "fallback" | "ad" | "adapter" | "impression" | "interaction" | "revenue" | "reward" | "slot" | "network" | "privacy" | "http"}.${string}`
>;

/** One listener signature per event, derived from the union; `event` gets them all. */
type MediationListeners = {
  [Type in SdkEventType]: (event: MediationEventOf<Type>) => void;
} & { event: (event: MediationEvent) => void };

/** Who wants to know what the SDK does. */
export class SdkEvents extends EventEmitter<MediationListeners> {
  /** A listener that throws is not the walk's problem, nor the next listener's. */
  protected tell(event: MediationEvent): void {
    const name: "event" = event.type as unknown as "event";
    this.callListeners("event", event);
    this.callListeners(name, event);
  }

  private callListeners(name: "event", event: MediationEvent): void {
    for (const listener of this.listeners(name)) {
      this.off(name, listener, undefined, true); // if it listens once
      try {
        listener.call(this, event);
      } catch {
        // Told and done: listeners cannot change the flow.
      }
    }
  }
}
