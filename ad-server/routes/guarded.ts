import { guardManagement } from "../management/guard-management.ts";
import type { AdServerRoute } from "./ad-server-route.ts";

/** Routes that share a scope, which refuses whoever may not manage. */
export function guarded(...routes: readonly AdServerRoute[]): AdServerRoute {
  return (app, platform) => {
    app.addHook("onRequest", async (request) => guardManagement(request, platform.token));
    for (const addRoute of routes) addRoute(app, platform);
  };
}
