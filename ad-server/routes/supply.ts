import { z } from "zod";
import type { Platform } from "../platform.ts";
import { SUPPLY, type SupplyResource } from "../supply/supply.ts";
import { createSupplyKeeper } from "../supply/supply-keeper.ts";
import type { AdServerRoute } from "./ad-server-route.ts";
import { addResource } from "./resource-routes.ts";

const NoFiltersSchema = z.strictObject({});

/** Each with what its routes answer with; made once, however many servers there are. */
const RESOURCES = Object.entries(SUPPLY).map(([plural, supply]) => ({
  plural,
  supply,
  view: toView(supply.schema),
}));

/** What the seller sets up around the bids of networks: slots, deals, floors, own and live demand. */
export const supplyRoute: AdServerRoute = (app, platform) => {
  for (const { plural, supply, view } of RESOURCES) {
    addResource(app, platform, {
      url: `/${plural.replaceAll("_", "-")}`,
      noun: supply.noun,
      plural,
      input: supply.schema,
      view,
      filters: NoFiltersSchema,
      resource: () => createSupplyKeeper(toSurroundings(platform), supply),
    });
  }
};

function toSurroundings({ store, management, nowMs }: Platform) {
  return { store: store(), management: management(), nowMs };
}

/** As it is kept: with its number. */
function toView(schema: SupplyResource["schema"]): z.ZodType<object> {
  return "options" in schema ? z.union(schema.options.map(withId)) : withId(schema);
}

function withId({ shape }: z.ZodObject): z.ZodObject {
  return z.strictObject({
    id: z.int().describe("Its number, which is never given again"),
    ...shape,
  });
}
