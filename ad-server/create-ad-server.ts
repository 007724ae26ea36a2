import fastify, { type FastifyInstance } from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import { parseOptions } from "../sdk/foundation/parse-options.ts";
import { AdServerConfigSchema, type AdServerConfigInput } from "./ad-server-config.ts";
import { createApiDocument } from "./api-document.ts";
import { answerBrokenRequest } from "./broken-requests.ts";
import { createContextualAnswers } from "./contextual-answers.ts";
import { createHostDirectory } from "./host-directory.ts";
import { answerError, HttpError } from "./http-errors.ts";
import { createReportLog } from "./report-log.ts";
import { compileRequestValidator } from "./request-validator.ts";
import type { Platform } from "./routes/ad-server-route.ts";
import { ROUTES } from "./routes/index.ts";

const maxRequestBytes = 256 * 1024;
const maxRequestMs = 10_000;
const maxHostnameLength = 253;
const reportBounds = { maxReports: 10_000, maxCharacters: 8 * 1024 * 1024 };

/**
 * The whole ad server, ready for `inject` or `listen`. It keeps nothing but the reports it collects.
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export async function createAdServer(options: AdServerConfigInput): Promise<FastifyInstance> {
  const config = parseOptions(AdServerConfigSchema, options, "the ad server");
  const addRoutes = (app: FastifyInstance): void => {
    for (const addRoute of ROUTES) app.register(async (scope) => addRoute(scope, platform));
  };
  const platform: Platform = {
    answers: createContextualAnswers(config),
    hosts: createHostDirectory(config.hosts),
    reports: createReportLog(reportBounds),
    apiDocument: createApiDocument(openServer, addRoutes),
  };
  const app = openServer();
  addRoutes(app);
  await app.ready();
  return app;
}

/** An empty server that refuses everything in one shape, and that no client can hold open or fill up. */
function openServer(): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: maxRequestBytes,
    requestTimeout: maxRequestMs,
    http: { maxHeaderSize: maxRequestBytes },
    routerOptions: { maxParamLength: maxHostnameLength },
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    frameworkErrors: answerError,
    clientErrorHandler: answerBrokenRequest,
    schemaController: {
      compilersFactory: { buildValidator: refuseOtherSchemas, buildSerializer: refuseOtherSchemas },
    },
  });
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
