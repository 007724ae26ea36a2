import { z } from "zod";
import {
  ContextualAnswerSchema,
  ContextualRequestSchema,
} from "../../sdk/model/mediation-chain.ts";
import { ErrorBodySchema, HttpError } from "../http-errors.ts";
import { unknownName } from "../unknown-name.ts";
import type { AdServerRoute } from "./ad-server-route.ts";

/** The contextual endpoint: every app may ask, and a slot gets the same answer whoever asks. */
export const contextualRoute: AdServerRoute = (app, { answers }) => {
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
    handler: async ({ body: { slotId } }, reply) => {
      if (!answers.has(slotId)) {
        throw new HttpError("NOT_FOUND", unknownName("slot", slotId, [...answers.keys()]));
      }
      const answer = answers.get(slotId);
      return answer === undefined ? reply.code(204).send() : reply.send(answer);
    },
  });
};
