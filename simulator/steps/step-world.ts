import type { AdRequestResult } from "../../sdk/index.ts";
import type { Phone } from "../phone.ts";
import type { OutcomeBook } from "./outcome-book.ts";

export interface RequestRun {
  readonly slotId: string;
  readonly result: AdRequestResult;
}

/** What a step acts on, and what earlier ones left behind. */
export interface StepWorld {
  readonly phone: Phone;
  readonly requests: RequestRun[];
  readonly outcomes: OutcomeBook;
}
