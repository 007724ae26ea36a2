import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from "fastify";
import { createSeededRandom } from "../../sdk/foundation/seeded-random.ts";
import { creativeBaseUrl } from "../creatives/creative-base-url.ts";
import { MediateAnswerSchema, type MediateAnswer } from "../mediate/answer-winners.ts";
import { decodeBody } from "../mediate/decode-body.ts";
import type { OwnBid } from "../mediate/mediate-auction.ts";
import { MediateError, MediateErrorBodySchema, toMediateError } from "../mediate/mediate-error.ts";
import { MediateRequestSchema, type MediateRequest } from "../mediate/mediate-request.ts";
import { mediate } from "../mediate/mediate.ts";
import { collectOwnBids } from "../mediate/own-bids.ts";
import { parseMediateRequest } from "../mediate/parse-mediate-request.ts";
import type { ParsedMediation } from "../mediate/parsed-mediation.ts";
import { receiveBody } from "../mediate/receive-body.ts";
import type { Platform } from "../platform.ts";
import type { AdServerRoute } from "./ad-server-route.ts";

const folder = "/adserver";
const allowed = ["OPTIONS", "POST"];
const jsonType = /^\s*application\/([^\s;/]+\+)?json\s*(;|$)/i;

const forEverybody = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers": "*, content-type",
};
const jsonHeaders = { "content-type": "application/json" };

const responses = {
  200: MediateAnswerSchema,
  400: MediateErrorBodySchema,
  408: MediateErrorBodySchema,
  413: MediateErrorBodySchema,
  415: MediateErrorBodySchema,
  422: MediateErrorBodySchema,
};

/** The documented mediation endpoint: its own error shape, and answers that any page may read. */
export const mediateRoute: AdServerRoute = (app, platform) => {
  app.register(
    async (scope) => {
      scope.setErrorHandler((thrown, _request, reply) => sendError(reply, toMediateError(thrown)));
      scope.setNotFoundHandler((request, reply) => sendError(reply, refuseRoute(request, reply)));
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) =>
        done(null, body),
      );
      addPost(scope, platform);
      addOtherMethods(scope);
    },
    { prefix: folder },
  );
};

const addPost: AdServerRoute = (app, platform) => {
  const answer = createAnswerer(platform);
  app.route({
    method: "POST",
    url: "/mediate",
    // For the OpenAPI document: bodies are checked as they were sent, not as they were parsed.
    schema: {
      summary: "The winner of each impression among the bids that are sent",
      body: MediateRequestSchema,
      response: responses,
    },
    // From here on by hand: Fastify's way to a body and back costs more than the mediation itself.
    onRequest: [
      checkType(platform),
      ({ raw }, reply, done) =>
        receiveBody(raw, platform.maxBodyMs, (body) => {
          try {
            sendAnswer(reply, answer(body, raw));
          } catch (thrown) {
            done(thrown as Error);
          }
        }),
    ],
    handler: neverReached,
  });
};

function checkType({ isContentTypeStrict }: Platform): onRequestHookHandler {
  return ({ headers }, _reply, done) => {
    if (!isContentTypeStrict || jsonType.test(headers["content-type"] ?? "")) return done();
    return done(new MediateError(415, "the content type must be application/json"));
  };
}

type Answerer = (body: Buffer | MediateError, request: IncomingMessage) => MediateAnswer;

function createAnswerer(platform: Platform): Answerer {
  const random = createSeededRandom(platform.nowMs());
  const collectOwn = (asked: MediateRequest): readonly OwnBid[] =>
    collectOwnBids(platform.auctioneer(), asked);
  return (body, raw) => {
    const { request, invalidBids } = parse(body);
    return mediate(request, {
      // No getter: each would keep its request alive, as part of a hidden class, until the next major collection.
      baseUrl: creativeBaseUrl(platform.publicUrl, raw),
      nowMs: platform.nowMs(),
      random,
      invalidBids,
      collectOwnBids: collectOwn,
    });
  };
}

function parse(body: Buffer | MediateError): ParsedMediation {
  if (body instanceof MediateError) throw body;
  const text = decodeBody(body);
  if (text === undefined) throw new MediateError(400, "invalid JSON payload: invalid UTF-8");
  const parsed = parseMediateRequest(text);
  if (parsed.kind === "request") return parsed;
  throw new MediateError(parsed.status, parsed.message, parsed.problems);
}

function addOtherMethods(app: FastifyInstance): void {
  app.route({
    method: app.supportedMethods.filter((method) => !allowed.includes(method)),
    url: "/mediate",
    schema: { hide: true },
    onRequest: async (request, reply) => {
      throw refuseRoute(request, reply);
    },
    handler: neverReached,
  });
  app.route({
    method: "OPTIONS",
    url: "/mediate",
    schema: { hide: true },
    // As the documented service has it, although a GET is refused.
    handler: async (_request, reply) =>
      reply.code(204).headers(forEverybody).header("allow", "GET, POST, OPTIONS").send(),
  });
}

/** Methods that the router has no name for, such as `PROPFIND`, count as paths that it does not know. */
function refuseRoute({ method, url }: FastifyRequest, reply: FastifyReply): MediateError {
  const path = pathOf(url);
  if (path !== `${folder}/mediate`) return new MediateError(404, `no route matched path: ${path}`);
  void reply.header("allow", allowed.join(", "));
  return new MediateError(405, `method ${method} not allowed; allowed: ${allowed.join(", ")}`);
}

/** A hook has answered. */
async function neverReached(): Promise<void> {}

function sendAnswer(reply: FastifyReply, answer: MediateAnswer): void {
  const json = JSON.stringify(answer);
  const length = Buffer.byteLength(json);
  reply.hijack();
  reply.raw.writeHead(200, { ...forEverybody, ...jsonHeaders, "content-length": length });
  reply.raw.end(json);
}

/** By a serializer of its own, since Fastify adds a charset to JSON that is text already, and JSON has none. */
function sendError(reply: FastifyReply, error: MediateError): void {
  const { status } = error;
  // The rest of a body that nobody waits for would be taken for the next request.
  if (status === 408 || status === 413) void reply.header("connection", "close");
  reply.code(status).headers(forEverybody).headers(jsonHeaders);
  void reply.serializer(JSON.stringify).send(error.toBody());
}

function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? "";
}
