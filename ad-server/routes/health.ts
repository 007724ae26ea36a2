import { z } from "zod";
import type { AdServerRoute } from "./ad-server-route.ts";

export const healthRoute: AdServerRoute = (app) => {
  app.route({
    method: "GET",
    url: "/health",
    schema: {
      summary: "Whether the server is up",
      response: { 200: z.strictObject({ status: z.literal("ok") }) },
    },
    handler: async () => ({ status: "ok" as const }),
  });
};
