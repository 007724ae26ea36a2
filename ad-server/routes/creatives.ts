import { z } from "zod";
import {
  addCreativeHeaders,
  allowGet,
  KEEP_FOR_AN_HOUR,
  STATIC_POLICY,
} from "../creatives/creative-headers.ts";
import { CreativeQuerySchema, parseBid } from "../creatives/creative-query.ts";
import { parseCreativeFile } from "../creatives/creative-size.ts";
import { refuseValues } from "../creatives/refuse-values.ts";
import { renderImage } from "../creatives/render-image.ts";
import { PAGE_POLICY, renderPage } from "../creatives/render-page.ts";
import { ErrorBodySchema } from "../http-errors.ts";
import type { AdServerRoute } from "./ad-server-route.ts";

const ParamsSchema = z.object({ file: z.string().describe("Such as 300x250.html or 300x250.svg") });
const SwitchSchema = z.enum(["true", "false"]);
const errors = { 400: ErrorBodySchema, 404: ErrorBodySchema, 422: ErrorBodySchema };

/** What the generated markup of a bid shows, in any size (spec: mediate-endpoint 1.7). */
export const creativesRoute: AdServerRoute = (app, platform) => {
  app.addHook("onRequest", addCreativeHeaders);
  allowGet(app, "/static/creatives/:file");
  allowGet(app, "/static/img/:file");
  addPage(app, platform);
  addImage(app, platform);
};

const addPage: AdServerRoute = (app) => {
  const content = { "text/html": { schema: z.string() } };
  app.route({
    method: "GET",
    url: "/static/creatives/:file",
    exposeHeadRoute: true,
    schema: {
      summary: "The page in a creative's frame: image, click link and impression pixel",
      params: ParamsSchema,
      querystring: CreativeQuerySchema.extend({
        pixel_html: SwitchSchema.default("true").describe("The pixel as an image"),
        pixel_js: SwitchSchema.default("false").describe("The pixel by script"),
      }),
      response: { 200: { description: "The page", content }, ...errors },
    },
    handler: async ({ params, query }, reply) => {
      const page = renderPage({
        size: parseCreativeFile(params.file, "html"),
        query,
        pixelHtml: query.pixel_html === "true",
        pixelJs: query.pixel_js === "true",
      });
      return reply
        .headers({ "cache-control": KEEP_FOR_AN_HOUR, "content-security-policy": PAGE_POLICY })
        .type("text/html; charset=utf-8")
        .send(page);
    },
  });
};

const addImage: AdServerRoute = (app) => {
  const content = { "image/svg+xml": { schema: z.string() } };
  app.route({
    method: "GET",
    url: "/static/img/:file",
    exposeHeadRoute: true,
    schema: {
      summary: "A drawing with its size, the price and the bidder on it",
      params: ParamsSchema,
      querystring: CreativeQuerySchema.pick({ bid: true, bidder: true }),
      response: { 200: { description: "The drawing", content }, ...errors },
    },
    handler: async ({ params, query: { bid, bidder } }, reply) => {
      const size = parseCreativeFile(params.file, "svg");
      const price = parseBid(bid);
      const message = "A price is a decimal number of at least 0";
      refuseValues([bid !== undefined && price === undefined && { path: "bid", message }]);
      return reply
        .headers({ "cache-control": KEEP_FOR_AN_HOUR, "content-security-policy": STATIC_POLICY })
        .type("image/svg+xml; charset=utf-8")
        .send(renderImage(size, { price, bidder }));
    },
  });
};
