import { z } from "zod";
import { CurrencySchema, DateSchema } from "../management/fields.ts";
import { dayOfDate } from "./days.ts";

const maxPayouts = 10_000;
/** A million USD in a day; sums of years stay exact. */
const maxMicros = 1_000_000_000_000;

const id = z.string().min(1).max(200);

const revenueRule = "Expected an amount from 0 to 1000000, with six decimals at the most";
const RevenueSchema = z
  .union([z.number(), z.string()], { error: revenueRule })
  .refine((revenue) => toMicros(revenue) <= maxMicros, revenueRule);

/** What a network says that a day came to; in a file, columns may have the shorter names. */
export const PayoutFieldsSchema = z.strictObject({
  date: DateSchema.describe("The day, as the network counts days"),
  network_id: id.describe("The network's name"),
  bid_id: id.optional().describe("The bid's name; default: of all the network's bids together"),
  impressions: z
    .int()
    .nonnegative()
    .max(maxMicros)
    .nullable()
    .default(null)
    .describe("What the network counted; null: it does not say"),
  revenue: RevenueSchema.describe("What it pays for the day, in the currency's units"),
  currency: CurrencySchema.default("USD").describe("What that is in"),
});

const PayoutSchema = PayoutFieldsSchema.transform(
  ({ date, network_id, bid_id, impressions, revenue, currency }) => ({
    day: dayOfDate(date),
    networkId: network_id,
    bidId: bid_id ?? "",
    impressions,
    revenueMicros: toMicros(revenue),
    currency,
  }),
);
export type Payout = z.output<typeof PayoutSchema>;

/** One day or many. */
export const PayoutsBodySchema = z
  .preprocess(
    (body) => (Array.isArray(body) ? body : [body]),
    z.array(PayoutSchema).min(1).max(maxPayouts),
  )
  .describe("One day's total, or an array of up to ten thousand; as text/csv, lines under a head");

/** Exact, whatever a floating point would have made of it; Infinity for what is no such amount. */
function toMicros(revenue: number | string): number {
  const text = String(revenue).trim();
  const [, units, decimals = ""] = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text) ?? [];
  if (units === undefined) return Infinity;
  return Number(units) * 1_000_000 + Number(decimals.padEnd(6, "0"));
}
