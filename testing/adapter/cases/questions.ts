import type { z } from "zod";
import {
  BidResultSchema,
  InitializationResultSchema,
  LoadResultSchema,
  ShowResultSchema,
  SignalsResultSchema,
  type NetworkBid,
  type NetworkFill,
} from "../../../sdk/adapter-kit.ts";
import type { Met, Subject } from "./contract-case.ts";

/** Something that the SDK asks a network, and waits for. */
export interface Question {
  readonly name: "load" | "requestBid" | "collectSignals" | "initialize" | "show";
  readonly answers: z.ZodType;
  /** What these are, in words. */
  readonly kinds: string;
  ask(met: Met, subject: Subject, signal: AbortSignal): Promise<unknown> | undefined;
}

export const QUESTIONS: readonly Question[] = [
  {
    name: "load",
    answers: LoadResultSchema,
    kinds: "a fill with a renderUri, a no-fill with a reason, or an error with code and message",
    ask: ({ network }, { request }, signal) => network.load(request, signal),
  },
  {
    name: "requestBid",
    answers: BidResultSchema,
    kinds: "a bid with a price, a no-bid with a reason, or an error with code and message",
    ask: ({ network }, subject, signal) => network.requestBid?.(toBidRequest(subject), signal),
  },
  {
    name: "collectSignals",
    answers: SignalsResultSchema,
    kinds: "signals, or an error with code and message",
    ask: ({ network }, subject, signal) => network.collectSignals?.(toBidRequest(subject), signal),
  },
  {
    name: "initialize",
    answers: InitializationResultSchema,
    kinds: "initialized, does-not-apply with a reason, or an error with code and message",
    ask: ({ network }, _subject, signal) => network.initialize?.(signal),
  },
  {
    name: "show",
    answers: ShowResultSchema,
    kinds: "shown, not-shown with a reason, or an error with code and message",
    ask: ({ network }, subject, signal) =>
      network.show?.(someAd, { ...subject.request, adId: "ad-1" }, signal),
  },
];

/** An ad as the network could have loaded it. */
export const someAd: NetworkFill = { kind: "fill", renderUri: "https://a.example/ad", cpmUsd: 1 };

export const someBid: NetworkBid = {
  kind: "bid",
  cpmUsd: 1,
  adSelectionId: "-1",
  renderUri: "https://a.example/ad",
};

export function toBidRequest({ request }: Subject) {
  const { ecpmUsd: _ecpm, bid: _bid, ...asked } = request;
  return { ...asked, signals: undefined };
}
