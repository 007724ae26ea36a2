import { z } from "zod";
import { answerError } from "../http-errors.ts";
import { PayoutsBodySchema } from "../performance/payout-schema.ts";
import { nameLines, readPayoutsCsv } from "../performance/payouts-csv.ts";
import type { AdServerRoute } from "./ad-server-route.ts";
import { refusedBody } from "./resource-routes.ts";

const csv = "text/csv";
const maxFileBytes = 1024 * 1024;

const KeptSchema = z.strictObject({
  added: z.int().describe("Days that nothing had been said of"),
  replaced: z.int().describe("Days of which this is now what was said"),
});

export const payoutsRoute: AdServerRoute = (app, platform) => {
  const parseAs = { parseAs: "string", bodyLimit: maxFileBytes } as const;
  app.addContentTypeParser(csv, parseAs, async (_request: unknown, text: string) =>
    readPayoutsCsv(text),
  );
  app.setErrorHandler((error, request, reply) => {
    const isFile = request.headers["content-type"]?.startsWith(csv) ?? false;
    answerError(isFile ? nameLines(error) : error, request, reply);
  });
  app.route({
    method: "PUT",
    url: "/payouts",
    bodyLimit: maxFileBytes,
    schema: {
      tags: ["performance"],
      summary: "What networks say that days came to: daily totals, as JSON or text/csv",
      body: PayoutsBodySchema,
      response: { 200: KeptSchema, ...refusedBody },
    },
    handler: async ({ body }) => platform.performance().putPayouts(body),
  });
};
