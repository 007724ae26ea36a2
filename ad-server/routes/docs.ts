import { renderApiPage } from "../render-api-page.ts";
import type { AdServerRoute } from "./ad-server-route.ts";

export const docsRoute: AdServerRoute = (app, { apiDocument }) => {
  app.route({
    method: "GET",
    url: "/docs",
    schema: { hide: true },
    handler: async (_request, reply) =>
      reply
        .type("text/html; charset=utf-8")
        // The page has no scripts, and loads nothing.
        .header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
        .send(renderApiPage(await apiDocument())),
  });
};
