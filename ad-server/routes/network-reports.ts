import { z } from "zod";
import { renderReportCsv } from "../performance/network-report.ts";
import { NetworkReportSchema, ReportQuerySchema } from "../performance/network-report-schema.ts";
import type { AdServerRoute } from "./ad-server-route.ts";
import { refusals } from "./resource-routes.ts";

export const networkReportsRoute: AdServerRoute = (app, platform) => {
  app.route({
    method: "GET",
    url: "/reports/networks",
    schema: {
      tags: ["performance"],
      summary: "How all networks do: by network, bid, slot or day",
      querystring: ReportQuerySchema,
      response: {
        200: {
          description: "One line for each; docs/performance-reports.md says what each metric means",
          content: {
            "application/json": { schema: NetworkReportSchema },
            "text/csv": { schema: z.string() },
          },
        },
        ...refusals,
      },
    },
    handler: async ({ query: { format, ...query } }, reply) => {
      const report = await platform.performance().report(query);
      if (format === "json") return reply.type("application/json; charset=utf-8").send(report);
      return reply.type("text/csv; charset=utf-8").send(renderReportCsv(report));
    },
  });
};
