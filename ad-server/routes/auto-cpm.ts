import { z } from "zod";
import {
  AutoCpmOptionsSchema,
  AutoCpmRefreshSchema,
  refreshAutoCpm,
} from "../performance/auto-cpm.ts";
import type { AdServerRoute } from "./ad-server-route.ts";
import { refusedBody } from "./resource-routes.ts";

export const autoCpmRoute: AdServerRoute = (app, platform) => {
  const { store, management, nowMs, troubles } = platform;
  app.route({
    method: "POST",
    url: "/auto-cpm/refresh",
    schema: {
      tags: ["performance"],
      summary: "Work out what bids should be from what was paid, now instead of at noon",
      body: z.preprocess((body) => body ?? {}, AutoCpmOptionsSchema),
      response: { 200: AutoCpmRefreshSchema, ...refusedBody },
    },
    handler: async ({ body }) => {
      const now = { store: store(), management: management(), nowMs: nowMs() };
      const refreshed = refreshAutoCpm(now, body);
      troubles.end("auto-cpm");
      return refreshed;
    },
  });
};
