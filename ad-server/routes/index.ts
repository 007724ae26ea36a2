import type { AdServerRoute } from "./ad-server-route.ts";
import { contextualRoute } from "./contextual.ts";
import { healthRoute } from "./health.ts";
import { hostsRoute } from "./hosts.ts";
import { openApiRoute } from "./openapi.ts";
import { reportsRoute } from "./reports.ts";

/** THE list of what the ad server answers, in the order of the OpenAPI document. */
export const ROUTES: readonly AdServerRoute[] = [
  contextualRoute,
  hostsRoute,
  reportsRoute,
  healthRoute,
  openApiRoute,
];
