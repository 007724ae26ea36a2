import type { FastifyReply } from "fastify";
import { createSeededRandom } from "../../sdk/foundation/seeded-random.ts";
import { creativeBaseUrl } from "../creatives/creative-base-url.ts";
import { MediateAnswerSchema } from "../mediate/answer-winners.ts";
import { mediate } from "../mediate/mediate.ts";
import { MediateError, MediateErrorBodySchema, toMediateError } from "../mediate/mediate-error.ts";
import { MediateRequestSchema } from "../mediate/mediate-request.ts";
import { decodeBody } from "../mediate/decode-body.ts";
import { parseMediateRequest } from "../mediate/parse-mediate-request.ts";
import type { ParsedMediation } from "../mediate/parsed-mediation.ts";
import type { AdServerRoute } from "./ad-server-route.ts";

const folder = "/adserver";
const maxBodyBytes = 4 * 1024 * 1024;
const allowed = ["OPTIONS", "POST"];
const jsonType = /^\s*application\/([^\s;/]+\+)?json\s*(;|$)/i;

/** The documented mediation endpoint: its own error shape, and answers that any page may read. */
export const mediateRoute: AdServerRoute = (app, platform) => {
  app.register(
    async (scope) => {
      scope.setErrorHandler((thrown, _request, reply) => sendError(reply, toMediateError(thrown)));
      scope.setNotFoundHandler((request, reply) => {
        allowEverybody(reply);
        sendError(reply, new MediateError(404, `no route matched path: ${pathOf(request.url)}`));
      });
      scope.addHook("onRequest", (_request, reply, done) => {
        allowEverybody(reply);
        done();
      });
      // Fastify adds a charset, which JSON does not have.
      scope.addHook("onSend", async (_request, reply, payload) => {
        if (payload) void reply.header("content-type", "application/json");
        return payload;
      });
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) =>
        done(null, body),
      );
      addPost(scope, platform);
      addOtherMethods(scope, platform);
    },
    { prefix: folder },
  );
};

const addPost: AdServerRoute = (app, platform) => {
  const random = createSeededRandom(platform.nowMs());
  app.route({
    method: "POST",
    url: "/mediate",
    bodyLimit: maxBodyBytes,
    schema: {
      summary: "The winner of each impression among the bids that are sent",
      body: MediateRequestSchema,
      response: {
        200: MediateAnswerSchema,
        400: MediateErrorBodySchema,
        413: MediateErrorBodySchema,
        415: MediateErrorBodySchema,
        422: MediateErrorBodySchema,
      },
    },
    // The schemas are for the OpenAPI document: the body is checked as it was sent, not as it was parsed.
    validatorCompiler: () => (value: unknown) => ({ value }),
    onRequest: ({ headers }, _reply, done) => {
      const type = headers["content-type"] ?? "";
      if (jsonType.test(type)) return done();
      if (platform.isContentTypeStrict) {
        return done(new MediateError(415, "the content type must be application/json"));
      }
      // Whatever it claims to be: it is JSON or it is refused.
      headers["content-type"] = "application/json";
      return done();
    },
    handler: async (request, reply) => {
      const body: unknown = request.body;
      const { request: mediation, invalidBids } = parse(body);
      const baseUrl = creativeBaseUrl(platform.publicUrl, request.raw);
      const nowMs = platform.nowMs();
      const answer = mediate(mediation, { baseUrl, nowMs, random, invalidBids });
      return sendJson(reply, answer);
    },
  });
};

function parse(body: unknown): ParsedMediation {
  const text = decodeBody(Buffer.isBuffer(body) ? body : Buffer.alloc(0));
  if (text === undefined) throw new MediateError(400, "invalid JSON payload: invalid UTF-8");
  const parsed = parseMediateRequest(text);
  if (parsed.kind === "request") return parsed;
  throw new MediateError(parsed.status, parsed.message, parsed.problems);
}

const addOtherMethods: AdServerRoute = (app) => {
  app.route({
    method: app.supportedMethods.filter((method) => !allowed.includes(method)),
    url: "/mediate",
    schema: { hide: true },
    onRequest: async ({ method }, reply) => {
      void reply.header("allow", allowed.join(", "));
      throw new MediateError(405, `method ${method} not allowed; allowed: ${allowed.join(", ")}`);
    },
    handler: async () => undefined,
  });
  app.route({
    method: "OPTIONS",
    url: "/mediate",
    schema: { hide: true },
    // As the documented service has it, although a GET is refused.
    handler: async (_request, reply) =>
      reply.code(204).header("allow", "GET, POST, OPTIONS").send(),
  });
};

function allowEverybody(reply: FastifyReply): void {
  void reply.headers({
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, POST, OPTIONS",
    "access-control-allow-headers": "*, content-type",
  });
}

function sendError(reply: FastifyReply, error: MediateError): void {
  void sendJson(reply.code(error.status), error.toBody());
}

function sendJson(reply: FastifyReply, body: unknown): FastifyReply {
  return reply.type("application/json").send(JSON.stringify(body));
}

function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? "";
}
