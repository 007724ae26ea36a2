import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { JsonObject } from "../../sdk/foundation/json.ts";
import { JsonObjectSchema } from "../../sdk/model/signals.ts";
import { ErrorBodySchema } from "../http-errors.ts";
import type { Management } from "../management/management.ts";
import type { Resource } from "../management/resource.ts";
import type { Platform } from "../platform.ts";
import type { AdServerRoute } from "./ad-server-route.ts";

/** Where the things of one kind are, and what they look like from outside. */
export interface ResourceRoutes<Fields, View, Filters> {
  readonly url: string;
  /** One of them, in a sentence. */
  readonly noun: string;
  /** All of them, in the answer to a list. */
  readonly plural: string;
  readonly input: z.ZodType<Fields>;
  readonly view: z.ZodType<View>;
  readonly filters: z.ZodType<Filters>;
  readonly resource: (management: Management) => Resource<Fields, View, Filters>;
}

export const IdSchema = z.strictObject({
  id: z.coerce.number("Expected a number such as 1").int().positive(),
});
interface WithId {
  Params: z.output<typeof IdSchema>;
}

const FlagSchema = z.stringbool({ truthy: ["true"], falsy: ["false"] });
const RemovalSchema = z.strictObject({
  force: FlagSchema.default(false).describe("Whether everything below it goes, too"),
});
const PatchSchema = JsonObjectSchema.describe(
  "Some of what is sent to add one; objects are merged",
);

/** Answer of whatever removes something. */
export const GoneSchema = z.undefined().describe("It is gone");

/** Every management route can end in these. */
export const refusals = {
  400: ErrorBodySchema,
  401: ErrorBodySchema,
  403: ErrorBodySchema,
} as const;
export const refusedId = { ...refusals, 404: ErrorBodySchema } as const;
export const refusedBody = {
  ...refusals,
  409: ErrorBodySchema,
  413: ErrorBodySchema,
  415: ErrorBodySchema,
  507: ErrorBodySchema,
} as const;

export function addResource<Fields, View, Filters>(
  scope: Parameters<AdServerRoute>[0],
  platform: Platform,
  routes: ResourceRoutes<Fields, View, Filters>,
): void {
  // The provider cannot infer what a type parameter stands for: the routes say what their schemas have checked.
  const app: FastifyInstance = scope.withTypeProvider();
  addReading(app, platform, routes);
  addWriting(app, platform, routes);
  addRemoving(app, platform, routes);
  addSwitches(app, platform, routes);
}

function addReading<Fields, View, Filters>(
  app: FastifyInstance,
  { management }: Platform,
  { url, noun, plural, view, filters, resource }: ResourceRoutes<Fields, View, Filters>,
): void {
  const tags = [plural];
  app.route({
    method: "GET",
    url,
    schema: {
      tags,
      summary: `Every ${noun}, oldest first`,
      querystring: filters,
      response: { 200: z.strictObject({ [plural]: z.array(view) }), ...refusals },
    },
    handler: async ({ query }) => ({
      [plural]: [...resource(management()).list(query as Filters)],
    }),
  });
  app.route<WithId>({
    method: "GET",
    url: `${url}/:id`,
    schema: {
      tags,
      summary: `One ${noun}`,
      params: IdSchema,
      response: { 200: view, ...refusedId },
    },
    handler: async ({ params }) => resource(management()).get(params.id),
  });
}

function addWriting<Fields, View, Filters>(
  app: FastifyInstance,
  { management }: Platform,
  { url, noun, plural, input, view, resource }: ResourceRoutes<Fields, View, Filters>,
): void {
  const tags = [plural];
  app.route({
    method: "POST",
    url,
    schema: {
      tags,
      summary: `Add a ${noun}`,
      body: input,
      response: { 201: view, ...refusedBody },
    },
    handler: async ({ body }, reply) =>
      reply.code(201).send(resource(management()).add(body as Fields)),
  });
  app.route<WithId & { Body: JsonObject }>({
    method: "PATCH",
    url: `${url}/:id`,
    schema: {
      tags,
      summary: `Change a ${noun}: what the body does not name stays`,
      params: IdSchema,
      body: PatchSchema,
      response: { 200: view, ...refusedId, ...refusedBody },
    },
    handler: async ({ params, body }) => resource(management()).change(params.id, body),
  });
}

function addRemoving<Fields, View, Filters>(
  app: FastifyInstance,
  { management }: Platform,
  { url, noun, plural, resource }: ResourceRoutes<Fields, View, Filters>,
): void {
  app.route<WithId & { Querystring: { force: boolean } }>({
    method: "DELETE",
    url: `${url}/:id`,
    schema: {
      tags: [plural],
      summary: `Remove a ${noun}`,
      params: IdSchema,
      querystring: RemovalSchema,
      response: {
        204: GoneSchema,
        ...refusedId,
        409: ErrorBodySchema,
        507: ErrorBodySchema,
      },
    },
    handler: async ({ params, query }, reply) => {
      resource(management()).remove(params.id, query);
      return reply.code(204).send();
    },
  });
}

function addSwitches<Fields, View, Filters>(
  app: FastifyInstance,
  { management }: Platform,
  { url, noun, plural, view, resource }: ResourceRoutes<Fields, View, Filters>,
): void {
  for (const [verb, active] of [
    ["activate", true],
    ["deactivate", false],
  ] as const) {
    app.route<WithId>({
      method: "POST",
      url: `${url}/:id/${verb}`,
      schema: {
        tags: [plural],
        summary: `Switch a ${noun} ${active ? "on" : "off"}`,
        params: IdSchema,
        response: { 200: view, ...refusedId, 507: ErrorBodySchema },
      },
      handler: async ({ params }) => resource(management()).setActive(params.id, active),
    });
  }
}
