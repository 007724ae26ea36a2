import { z } from "zod";
import { AuctionRecordSchema } from "../chains/auction-record.ts";
import { HttpError } from "../http-errors.ts";
import type { AdServerRoute } from "./ad-server-route.ts";
import { refusedId } from "./resource-routes.ts";

/** How answers of the contextual endpoint came about: a run can be questioned after it is over. */
export const auctionsRoute: AdServerRoute = (app, platform) => {
  app.route({
    method: "GET",
    url: "/auctions/:auctionId",
    schema: {
      tags: ["auctions"],
      summary: "One of the last thousand auctions, with what became of every bid",
      params: z.strictObject({ auctionId: z.string() }),
      response: { 200: AuctionRecordSchema, ...refusedId },
    },
    handler: async ({ params: { auctionId } }) => {
      const record = platform.auctioneer().find(auctionId);
      if (record !== undefined) return record;
      const message = `There is no auction "${auctionId}", or it is not among the last thousand.`;
      throw new HttpError("NOT_FOUND", message);
    },
  });
};
