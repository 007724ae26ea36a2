import { z } from "zod";
import { CollectedReportsSchema } from "../report-log.ts";
import type { AdServerRoute } from "./ad-server-route.ts";

export const reportsRoute: AdServerRoute = (app, { reports }) => {
  app.route({
    method: "GET",
    url: "/reports",
    schema: {
      summary: "The reports collected so far, in order of arrival",
      response: { 200: CollectedReportsSchema },
    },
    handler: async () => ({ reports: [...reports.list()] }),
  });

  app.route({
    method: "DELETE",
    url: "/reports",
    schema: { summary: "Forget the reports", response: { 204: z.undefined() } },
    handler: async (_request, reply) => {
      reports.clear();
      return reply.code(204).send();
    },
  });
};
