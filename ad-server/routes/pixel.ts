import { z } from "zod";
import { createSeededRandom } from "../../sdk/foundation/seeded-random.ts";
import { collectCreativeEvent } from "../creatives/collect-creative-event.ts";
import { addCreativeHeaders, allowGet, NEVER_KEEP } from "../creatives/creative-headers.ts";
import { CreativeQuerySchema } from "../creatives/creative-query.ts";
import { isTooLong, MAX_TEXT_CHARACTERS } from "../creatives/creative-url.ts";
import { refuseValues } from "../creatives/refuse-values.ts";
import { ErrorBodySchema } from "../http-errors.ts";
import { createBidIds } from "../mediate/create-bid-ids.ts";
import type { AdServerRoute } from "./ad-server-route.ts";

/** One transparent dot, 43 bytes. */
const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==", "base64");

const hasVisitorId = /(^|;)\s*mtkid=/;
const cookieRules = "Max-Age=31536000; Path=/; SameSite=None; Secure; HttpOnly";

/** Whoever loads it has seen the creative. */
export const pixelRoute: AdServerRoute = (app, platform) => {
  app.addHook("onRequest", addCreativeHeaders);
  allowGet(app, "/pixel");
  const random = createSeededRandom(platform.nowMs());
  const createVisitorId = (): string => createBidIds(platform.nowMs(), random)();
  const content = { "image/gif": { schema: z.unknown() } };
  app.route({
    method: "GET",
    url: "/pixel",
    schema: {
      summary: "The impression pixel of a creative",
      querystring: CreativeQuerySchema.extend({ pid: z.string().describe("The impression") }),
      response: {
        200: { description: "A transparent dot", content },
        400: ErrorBodySchema,
        422: ErrorBodySchema,
        507: ErrorBodySchema,
      },
    },
    handler: async (request, reply) => {
      const { query } = request;
      const { pid } = query;
      const message = `A pixel id has 1 to ${MAX_TEXT_CHARACTERS} characters`;
      refuseValues([(pid === "" || isTooLong(pid)) && { path: "pid", message }]);
      await collectCreativeEvent(platform, { kind: "impression", adId: pid, query }, request);
      if (!hasVisitorId.test(request.headers.cookie ?? "")) {
        void reply.header("set-cookie", `mtkid=${createVisitorId()}; ${cookieRules}`);
      }
      return reply.header("cache-control", NEVER_KEEP).type("image/gif").send(gif);
    },
  });
};
