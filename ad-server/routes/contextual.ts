import { z } from "zod";
import {
  AUCTION_HEADER,
  ContextualAnswerSchema,
  ContextualRequestSchema,
} from "../../sdk/model/mediation-chain.ts";
import { ErrorBodySchema, HttpError } from "../http-errors.ts";
import { unknownName } from "../unknown-name.ts";
import type { AdServerRoute } from "./ad-server-route.ts";

/**
 * The contextual endpoint: every app may ask. A configured slot has one answer for everybody; that of any other is an
 * auction's, which the header `x-fledgling-auction` names.
 */
export const contextualRoute: AdServerRoute = (app, { answers, auctioneer }) => {
  app.route({
    method: "POST",
    url: "/contextual",
    schema: {
      summary: "The mediation chain, contextual ad or nothing for one ad request",
      body: ContextualRequestSchema,
      response: {
        200: ContextualAnswerSchema,
        204: z.undefined().describe("Nothing for this slot"),
        400: ErrorBodySchema,
        404: ErrorBodySchema,
        413: ErrorBodySchema,
        415: ErrorBodySchema,
      },
    },
    handler: async ({ body }, reply) => {
      const { slotId } = body;
      const decision = answers.has(slotId) ? undefined : auctioneer().decide(body);
      if (decision !== undefined) {
        void reply.header(AUCTION_HEADER, decision.record.auctionId);
      } else if (!answers.has(slotId)) {
        const known = [...answers.keys(), ...auctioneer().slotIds()];
        throw new HttpError("NOT_FOUND", unknownName("slot", slotId, known));
      }
      const { answer } = decision ?? { answer: answers.get(slotId) };
      return answer === undefined ? reply.code(204).send() : reply.send(answer);
    },
  });
};
