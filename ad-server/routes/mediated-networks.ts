import {
  NetworkFiltersSchema,
  NetworkInputSchema,
  NetworkSchema,
} from "../management/network-schema.ts";
import type { AdServerRoute } from "./ad-server-route.ts";
import { addResource } from "./resource-routes.ts";

export const mediatedNetworksRoute: AdServerRoute = (app, platform) => {
  addResource(app, platform, {
    url: "/mediated-networks",
    noun: "mediated network",
    plural: "mediated_networks",
    input: NetworkInputSchema,
    view: NetworkSchema,
    filters: NetworkFiltersSchema,
    resource: ({ networks }) => networks,
  });
};
