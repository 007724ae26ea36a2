import type { FastifyReply, FastifyRequest } from "fastify";
import type { AdServerRoute } from "../routes/ad-server-route.ts";

/** On every answer of the creative's endpoints: any page may embed it, and it is only ever what it says it is. */
const creativeHeaders = {
  "access-control-allow-origin": "*",
  "cross-origin-resource-policy": "cross-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

/** A hook, so that refusals have them too. */
export async function addCreativeHeaders(_: FastifyRequest, reply: FastifyReply): Promise<void> {
  void reply.headers(creativeHeaders);
}

/** For what shows text of strangers and needs nothing else. */
export const STATIC_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'";

/** The same address always shows the same. */
export const KEEP_FOR_AN_HOUR = "public, max-age=3600";

/** Every view and every click counts. */
export const NEVER_KEEP = "no-store, no-cache, must-revalidate, max-age=0";

/** Answers what a browser asks before it asks. */
export function allowGet(app: Parameters<AdServerRoute>[0], url: string): void {
  app.route({
    method: "OPTIONS",
    url,
    schema: { hide: true },
    handler: async (_request, reply) =>
      reply
        .code(204)
        .headers({ allow: "GET, OPTIONS", "access-control-allow-methods": "GET, OPTIONS" })
        .send(),
  });
}
