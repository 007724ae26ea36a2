import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod";
import type { Platform } from "../platform.ts";

/** Adds one route, or the few of one resource, to a scope of its own. */
export type AdServerRoute = (
  app: Parameters<FastifyPluginCallbackZod>[0],
  platform: Platform,
) => void;
