import { z } from "zod";
import { ErrorBodySchema } from "../http-errors.ts";
import {
  CurrencyRateSchema,
  RateKeySchema,
  RateValueSchema,
} from "../management/currency-rates.ts";
import type { AdServerRoute } from "./ad-server-route.ts";
import { GoneSchema, refusals } from "./resource-routes.ts";

const url = "/currency-rates/:code/:date";
const tags = ["currency_rates"];

export const currencyRatesRoute: AdServerRoute = (app, platform) => {
  const { management } = platform;
  app.route({
    method: "GET",
    url: "/currency-rates",
    schema: {
      tags,
      summary: "Every rate, by currency and day; an auction goes by the last one before its day",
      response: {
        200: z.strictObject({ currency_rates: z.array(CurrencyRateSchema) }),
        ...refusals,
      },
    },
    handler: async () => ({ currency_rates: [...management().rates.list()] }),
  });
  addWriting(app, platform);
};

const addWriting: AdServerRoute = (app, { management }) => {
  app.route({
    method: "PUT",
    url,
    schema: {
      tags,
      summary: "Say what a currency was worth at the close of a day",
      params: RateKeySchema,
      body: RateValueSchema,
      response: { 200: CurrencyRateSchema, ...refusals, 507: ErrorBodySchema },
    },
    handler: async ({ params, body }) => management().rates.put({ ...params, ...body }),
  });
  app.route({
    method: "DELETE",
    url,
    schema: {
      tags,
      summary: "Forget a rate",
      params: RateKeySchema,
      response: {
        204: GoneSchema,
        ...refusals,
        404: ErrorBodySchema,
        507: ErrorBodySchema,
      },
    },
    handler: async ({ params }, reply) => {
      management().rates.remove(params);
      return reply.code(204).send();
    },
  });
};
