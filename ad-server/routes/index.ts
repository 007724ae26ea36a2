import type { AdServerRoute } from "./ad-server-route.ts";
import { auctionsRoute } from "./auctions.ts";
import { autoCpmRoute } from "./auto-cpm.ts";
import { clickRoute } from "./click.ts";
import { contextualRoute } from "./contextual.ts";
import { currencyRatesRoute } from "./currency-rates.ts";
import { creativesRoute } from "./creatives.ts";
import { docsRoute } from "./docs.ts";
import { eventsRoute } from "./events.ts";
import { guarded } from "./guarded.ts";
import { healthRoute } from "./health.ts";
import { hostsRoute } from "./hosts.ts";
import { mediatedBidsRoute } from "./mediated-bids.ts";
import { mediatedNetworksRoute } from "./mediated-networks.ts";
import { networkReportsRoute } from "./network-reports.ts";
import { mediateRoute } from "./mediate.ts";
import { openApiRoute } from "./openapi.ts";
import { partnersRoute } from "./partners.ts";
import { payoutsRoute } from "./payouts.ts";
import { pixelRoute } from "./pixel.ts";
import { reportsRoute } from "./reports.ts";
import { settingsRoute } from "./settings.ts";
import { supplyRoute } from "./supply.ts";

/** What phones, browsers and bidders' clients ask for. */
const PUBLIC_ROUTES: readonly AdServerRoute[] = [
  contextualRoute,
  mediateRoute,
  hostsRoute,
  creativesRoute,
  pixelRoute,
  clickRoute,
  reportsRoute,
];

/** What those ask for who run the platform. */
const MANAGEMENT_ROUTES: readonly AdServerRoute[] = [
  guarded(
    partnersRoute,
    mediatedNetworksRoute,
    mediatedBidsRoute,
    currencyRatesRoute,
    settingsRoute,
    supplyRoute,
    auctionsRoute,
  ),
  eventsRoute,
  guarded(payoutsRoute),
  guarded(networkReportsRoute, autoCpmRoute),
  healthRoute,
  openApiRoute,
  docsRoute,
];

/** THE list of what the ad server answers, in the order of the OpenAPI document. */
export const ROUTES = {
  everything: [...PUBLIC_ROUTES, ...MANAGEMENT_ROUTES],
  /** A simulated internet has nobody who manages, and a run is to begin at once. */
  "the public": PUBLIC_ROUTES,
} as const;
