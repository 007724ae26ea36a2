import type { AdServerRoute } from "./ad-server-route.ts";

export const openApiRoute: AdServerRoute = (app, { apiDocument }) => {
  app.route({
    method: "GET",
    url: "/openapi.json",
    schema: { hide: true },
    handler: async () => apiDocument(),
  });
};
