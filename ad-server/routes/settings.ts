import { JsonObjectSchema } from "../../sdk/model/signals.ts";
import { ErrorBodySchema } from "../http-errors.ts";
import { SettingsSchema } from "../management/settings.ts";
import type { AdServerRoute } from "./ad-server-route.ts";
import { refusals } from "./resource-routes.ts";

export const settingsRoute: AdServerRoute = (app, platform) => {
  const { management } = platform;
  app.route({
    method: "GET",
    url: "/settings",
    schema: {
      tags: ["settings"],
      summary: "What holds for all of the seller's slots",
      response: { 200: SettingsSchema, ...refusals },
    },
    handler: async () => management().settings.get(),
  });
  app.route({
    method: "PATCH",
    url: "/settings",
    schema: {
      tags: ["settings"],
      summary: "Change settings: what the body does not name stays",
      body: JsonObjectSchema.describe("Some of the settings"),
      response: { 200: SettingsSchema, ...refusals, 409: ErrorBodySchema, 507: ErrorBodySchema },
    },
    handler: async ({ body }) => management().settings.change(body),
  });
};
