import { z } from "zod";
import type { AdServerRoute } from "./ad-server-route.ts";

const HealthSchema = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("ok") }),
  z.strictObject({
    status: z.literal("degraded").describe("It answers, and something else does not work"),
    reasons: z.array(
      z.strictObject({
        what: z.enum(["auto-cpm"]).describe("Bids that follow their networks' reports do not"),
        since: z.iso.datetime(),
        why: z.string(),
      }),
    ),
  }),
]);

export const healthRoute: AdServerRoute = (app, { troubles }) => {
  app.route({
    method: "GET",
    url: "/health",
    schema: {
      summary: "Whether the server is up, and does what nobody asks it to",
      response: { 200: HealthSchema },
    },
    handler: async () => {
      const reasons = troubles.list().map(({ duty: what, sinceMs, why }) => ({
        what,
        since: new Date(sinceMs).toISOString(),
        why,
      }));
      if (reasons.length === 0) return { status: "ok" as const };
      return { status: "degraded" as const, reasons };
    },
  });
};
