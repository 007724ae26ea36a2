import { z } from "zod";
import { ErrorBodySchema } from "../http-errors.ts";
import { PartnerInputSchema, PartnerSchema } from "../management/partner-schema.ts";
import type { AdServerRoute } from "./ad-server-route.ts";
import { GoneSchema, IdSchema, refusals, refusedBody, refusedId } from "./resource-routes.ts";

const url = "/creative-custom-request-partners";
const plural = "creative_custom_request_partners";
const tags = [plural];

export const partnersRoute: AdServerRoute = (app, platform) => {
  const { management } = platform;
  app.route({
    method: "GET",
    url,
    schema: {
      tags,
      summary: "Every partner that a network can be of: the built-in ones, then your own",
      response: { 200: z.strictObject({ [plural]: z.array(PartnerSchema) }), ...refusals },
    },
    handler: async () => ({ [plural]: [...management().partners.list()] }),
  });
  app.route({
    method: "GET",
    url: `${url}/:id`,
    schema: {
      tags,
      summary: "One partner",
      params: IdSchema,
      response: { 200: PartnerSchema, ...refusedId },
    },
    handler: async ({ params }) => management().partners.get(params.id),
  });
  addWriting(app, platform);
};

const addWriting: AdServerRoute = (app, { management }) => {
  app.route({
    method: "POST",
    url,
    schema: {
      tags,
      summary: "Add a partner of one of the three custom types",
      body: PartnerInputSchema,
      response: { 201: PartnerSchema, ...refusedBody },
    },
    handler: async ({ body }, reply) => reply.code(201).send(management().partners.add(body)),
  });
  app.route({
    method: "DELETE",
    url: `${url}/:id`,
    schema: {
      tags,
      summary: "Remove a partner of your own that has no networks",
      params: IdSchema,
      response: {
        204: GoneSchema,
        ...refusedId,
        409: ErrorBodySchema,
        507: ErrorBodySchema,
      },
    },
    handler: async ({ params: { id } }, reply) => {
      const { networks, partners } = management();
      const its = networks
        .list()
        .filter(({ creative_custom_request_partner_id: partnerId }) => partnerId === id);
      partners.remove(
        id,
        its.map(({ name }) => name),
      );
      return reply.code(204).send();
    },
  });
};
