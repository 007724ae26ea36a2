import { AUCTION_RULES, type AuctionRule } from "./auction-rules.ts";
import { LOSS_RULES, type LossRule } from "./loss-rules.ts";

/** A rule that a line of the ledger can name: what ends somebody on a phone, or a bid in the ad server's auction. */
export type LedgerRule = LossRule | AuctionRule;

const ofAuctions = Object.fromEntries(
  Object.entries(AUCTION_RULES).map(([rule, { meaning }]) => [rule, meaning]),
) as Readonly<Record<AuctionRule, string>>;

/** All of them, each with what it means. */
export const LEDGER_RULES: Readonly<Record<LedgerRule, string>> = { ...LOSS_RULES, ...ofAuctions };
