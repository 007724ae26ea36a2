import { z } from "zod";
import { collectCreativeEvent } from "../creatives/collect-creative-event.ts";
import {
  addCreativeHeaders,
  allowGet,
  NEVER_KEEP,
  STATIC_POLICY,
} from "../creatives/creative-headers.ts";
import { CreativeQuerySchema } from "../creatives/creative-query.ts";
import { isTooLong, MAX_TEXT_CHARACTERS } from "../creatives/creative-url.ts";
import { refuseValues } from "../creatives/refuse-values.ts";
import { renderLanding } from "../creatives/render-landing.ts";
import { ErrorBodySchema } from "../http-errors.ts";
import type { AdServerRoute } from "./ad-server-route.ts";

const SideSchema = z.string().regex(/^-?\d+$/, "A side is an integer");
const ClickQuerySchema = CreativeQuerySchema.extend({
  w: SideSchema.optional(),
  h: SideSchema.optional(),
}).catchall(z.union([z.string(), z.array(z.string())]));

/** Where the creative's link leads; nobody is sent anywhere else. */
export const clickRoute: AdServerRoute = (app, platform) => {
  app.addHook("onRequest", addCreativeHeaders);
  allowGet(app, "/click");
  const content = { "text/html": { schema: z.string() } };
  app.route({
    method: "GET",
    url: "/click",
    schema: {
      summary: "The landing page of a creative: it repeats what it was told",
      querystring: ClickQuerySchema,
      response: {
        200: { description: "The page", content },
        400: ErrorBodySchema,
        422: ErrorBodySchema,
        507: ErrorBodySchema,
      },
    },
    handler: async (request, reply) => {
      const { query } = request;
      checkClick(query);
      await collectCreativeEvent(platform, { kind: "click", adId: query.id, query }, request);
      return reply
        .headers({ "cache-control": NEVER_KEEP, "content-security-policy": STATIC_POLICY })
        .type("text/html; charset=utf-8")
        .send(renderLanding(listFacts(query)));
    },
  });
};

type ClickQuery = z.infer<typeof ClickQuerySchema>;

function checkClick({ crid = "", w = "1", h = "1" }: ClickQuery): void {
  const message = "A side is at least 1";
  refuseValues([
    isTooLong(crid) && {
      path: "crid",
      message: `A creative id has at most ${MAX_TEXT_CHARACTERS} characters`,
    },
    Number(w) < 1 && { path: "w", message },
    Number(h) < 1 && { path: "h", message },
  ]);
}

/** Creative and size first, the rest by name. */
function listFacts({ crid, w, h, ...others }: ClickQuery): readonly (readonly [string, string])[] {
  const known = Object.entries({ crid, w, h });
  const rest = Object.entries(others).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return [...known, ...rest].flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => [name, each] as const),
  );
}
