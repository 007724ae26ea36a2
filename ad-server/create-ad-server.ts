import fastify, { type FastifyInstance } from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import { parseOptions } from "../sdk/foundation/parse-options.ts";
import { AdServerConfigSchema, type AdServerConfigInput } from "./ad-server-config.ts";
import type { AdServerOptions } from "./ad-server-options.ts";
import { createApiDocument } from "./api-document.ts";
import { answerBrokenRequest } from "./broken-requests.ts";
import { answerError, HttpError } from "./http-errors.ts";
import { startAutoCpm } from "./performance/start-auto-cpm.ts";
import { createPlatform, type Platform } from "./platform.ts";
import { compileRequestValidator } from "./request-validator.ts";
import type { AdServerRoute } from "./routes/ad-server-route.ts";
import { ROUTES } from "./routes/index.ts";
import { logRequests, toLogOptions } from "./server-log.ts";

const maxRequestBytes = 256 * 1024;
const maxRequestMs = 10_000;
const maxHostnameLength = 253;

/**
 * The whole ad server, ready for `inject` or `listen`. Closing it closes what it stores in.
 *
 * @throws MediationError ERR_CONFIG_INVALID, ERR_STORE_UNREADABLE, ERR_STORE_NEWER, ERR_STORE_UNWRITABLE
 */
export async function createAdServer(
  configuration: AdServerConfigInput,
  options: AdServerOptions = {},
): Promise<FastifyInstance> {
  const config = parseOptions(AdServerConfigSchema, configuration, "the ad server");
  const mount = (app: FastifyInstance, routes: readonly AdServerRoute[]): void => {
    for (const addRoute of routes) app.register(async (scope) => addRoute(scope, platform));
  };
  const platform: Platform = createPlatform(
    config,
    options,
    createApiDocument(
      () => openServer({}),
      (app) => mount(app, ROUTES.everything),
    ),
  );
  const app = openServer(options);
  if (options.logLevel !== undefined) logRequests(app);
  const stopping = new AbortController();
  app.addHook("onClose", async () => {
    stopping.abort();
    await platform.close();
  });
  mount(app, ROUTES[options.serves ?? "everything"]);
  await app.ready();
  const { clock } = options;
  if (clock !== undefined) void startAutoCpm({ ...platform, clock, log: app.log }, stopping.signal);
  return app;
}

/** An empty server that refuses everything in one shape, and that no client can hold open or fill up. */
function openServer(options: AdServerOptions): FastifyInstance {
  const app = fastify({
    ...toLogOptions(options),
    bodyLimit: maxRequestBytes,
    requestTimeout: maxRequestMs,
    // Node looks for requests that take too long every half a minute only, unless it is told to.
    http: { maxHeaderSize: maxRequestBytes, connectionsCheckingInterval: 1_000 },
    routerOptions: { maxParamLength: maxHostnameLength },
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    frameworkErrors: answerError,
    clientErrorHandler: answerBrokenRequest,
    schemaController: {
      compilersFactory: { buildValidator: refuseOtherSchemas, buildSerializer: refuseOtherSchemas },
    },
  });
  app.removeContentTypeParser("text/plain");
  app.setValidatorCompiler(compileRequestValidator);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(() => {
    throw new HttpError("NOT_FOUND", "Nothing answers here: GET /openapi.json lists what does.");
  });
  return app;
}

/** Stands where Fastify would load two schema compilers of its own, most of its start, for nobody to call. */
function refuseOtherSchemas(): never {
  throw new Error("Every schema of the ad server is a zod schema.");
}
