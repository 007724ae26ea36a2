import type { DatabaseSync } from "node:sqlite";

/** What a network says a day came to. */
export interface PayoutRow {
  /** UTC days since 1970. */
  readonly day: number;
  readonly networkId: string;
  /** Empty: of all the network's bids together. */
  readonly bidId: string;
  /** Null: the network does not say. */
  readonly impressions: number | null;
  readonly revenueMicros: number;
}

export interface PayoutTable {
  /** Whether it replaces what the network had said of that day. */
  put(payout: PayoutRow): boolean;
}

export function createPayoutTable(database: DatabaseSync): PayoutTable {
  const find = database.prepare(
    "SELECT 1 FROM payouts WHERE day = ? AND network_id = ? AND bid_id = ?",
  );
  const put = database.prepare("INSERT OR REPLACE INTO payouts VALUES (?, ?, ?, ?, ?)");
  return {
    put({ day, networkId, bidId, impressions, revenueMicros }) {
      const isKnown = find.get(day, networkId, bidId) !== undefined;
      put.run(day, networkId, bidId, impressions, revenueMicros);
      return isKnown;
    },
  };
}
