import { z } from "zod";
import { ErrorBodySchema } from "../http-errors.ts";
import { EventsBodySchema } from "../performance/event-schema.ts";
import type { AdServerRoute } from "./ad-server-route.ts";

const IngestedSchema = z.strictObject({
  accepted: z.int().describe("Events that were new"),
  duplicates: z.int().describe("Events that were known by their id, and left as they were"),
});

/** What happened to networks, from whoever saw it; once it is answered, it is kept. */
export const eventsRoute: AdServerRoute = (app, { performance }) => {
  app.route({
    method: "POST",
    url: "/events",
    schema: {
      tags: ["performance"],
      summary: "What happened to networks: all of it is kept, or nothing",
      body: EventsBodySchema,
      response: {
        200: IngestedSchema,
        400: ErrorBodySchema,
        413: ErrorBodySchema,
        415: ErrorBodySchema,
        507: ErrorBodySchema,
      },
    },
    handler: async ({ body }) => performance().ingest(body),
  });
};
