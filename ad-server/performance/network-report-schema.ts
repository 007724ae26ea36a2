import { z } from "zod";
import { DateSchema } from "../management/fields.ts";
import { EVENT_LEVELS } from "../store/event-table.ts";
import { METRIC_NAMES, type NetworkMetrics } from "./network-metrics.ts";

export const ReportQuerySchema = z
  .strictObject({
    by: z.enum(["network", "bid", "slot", "day"]).default("network"),
    from: DateSchema.optional().describe("First day, in UTC; default: the first there is"),
    to: DateSchema.optional().describe("Last day; default: the last there is"),
    level: z.enum(EVENT_LEVELS).default("sdk").describe("Whose events"),
    format: z.enum(["json", "csv"]).default("json"),
  })
  .refine(({ from = "", to = "9999-12-31" }) => from <= to, {
    path: ["to"],
    message: "A report ends no earlier than it begins",
  });
export type ReportQuery = z.output<typeof ReportQuerySchema>;

const MetricsSchema = z.strictObject(
  Object.fromEntries(METRIC_NAMES.map((name) => [name, z.number().nullable()])),
) as unknown as z.ZodObject<Record<keyof NetworkMetrics, z.ZodNullable<z.ZodNumber>>>;

const LineSchema = z.strictObject({
  network_id: z.string().optional(),
  bid_id: z.string().nullable().optional().describe("Null: events that name no bid"),
  slot_id: z.string().optional(),
  date: z.iso.date().optional(),
  ...MetricsSchema.shape,
});

/** Every network on a line of its own; or every bid, slot or day. */
export const NetworkReportSchema = z.strictObject({
  by: ReportQuerySchema.shape.by,
  level: ReportQuerySchema.shape.level,
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  lines: z.array(LineSchema),
});
export type NetworkReport = z.output<typeof NetworkReportSchema>;
export type ReportLine = NetworkReport["lines"][number];
