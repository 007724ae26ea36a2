import { BidFiltersSchema, BidInputSchema, BidSchema } from "../management/bid-schema.ts";
import type { AdServerRoute } from "./ad-server-route.ts";
import { addResource } from "./resource-routes.ts";

export const mediatedBidsRoute: AdServerRoute = (app, platform) => {
  addResource(app, platform, {
    url: "/mediated-bids",
    noun: "mediated bid",
    plural: "mediated_bids",
    input: BidInputSchema,
    view: BidSchema,
    filters: BidFiltersSchema,
    resource: ({ bids }) => bids,
  });
};
