import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
} from "fastify-type-provider-zod";
import { z } from "zod";
import { JsonValueSchema } from "../sdk/model/signals.ts";

/** The OpenAPI document of the routes, made once, when somebody first asks for it. */
export type ApiDocument = () => Promise<object>;

/** Recursive schemas need a name to point at. */
const schemaRegistry = z.registry<{ id: string }>().add(JsonValueSchema, { id: "JsonValue" });

/** Adds the routes to a second server that never answers: loading the generator would slow every start down. */
export function createApiDocument(
  openServer: () => FastifyInstance,
  addRoutes: (app: FastifyInstance) => void,
): ApiDocument {
  let document: Promise<object> | undefined;

  async function create(): Promise<object> {
    const app = openServer();
    await app.register(swagger, {
      openapi: {
        openapi: "3.1.0",
        info: {
          title: "Fledgling ad server",
          description: "The platform's side of mediation: chains, scripts and signals, reports.",
          version: "1",
        },
      },
      transform: createJsonSchemaTransform({ schemaRegistry }),
      transformObject: createJsonSchemaTransformObject({ schemaRegistry }),
    });
    addRoutes(app);
    await app.ready();
    return app.swagger();
  }

  return () => (document ??= create());
}
