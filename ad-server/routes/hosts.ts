import { z } from "zod";
import type { JsonObject } from "../../sdk/foundation/json.ts";
import { JsonObjectSchema } from "../../sdk/model/signals.ts";
import type { Hosted } from "../host-directory.ts";
import { ErrorBodySchema, HttpError } from "../http-errors.ts";
import type { Platform } from "../platform.ts";
import type { AdServerRoute } from "./ad-server-route.ts";

const url = "/hosts/:host/*";
const ReportCollectedSchema = z.undefined().describe("Report collected");
const ParamsSchema = z.object({ host: z.string(), "*": z.string() });

/** One comma-joined value, percent-encoded as a whole (spec: on-device 2.4); sent twice, both count. */
const ListSchema = z.union([z.string(), z.array(z.string())]).optional();
const SignalsQuerySchema = z.looseObject({ keys: ListSchema, renderuris: ListSchema });

/** Stands in for the https hosts of sellers and buyers: their scripts, their signals, their report collectors. */
export const hostsRoute: AdServerRoute = (app, platform) => {
  // A report's body is whatever its sender says it is.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  addGet(app, platform);
  addPost(app, platform);
};

const addGet: AdServerRoute = (app, platform) => {
  const content = {
    "application/javascript": { schema: z.string() },
    "application/json": { schema: JsonObjectSchema },
  };
  app.route({
    method: "GET",
    url,
    schema: {
      summary: "A script, trusted signals, or the collection of a report",
      params: ParamsSchema,
      querystring: SignalsQuerySchema,
      response: {
        200: { description: "The script, or those of the requested signals that exist", content },
        204: ReportCollectedSchema,
        404: ErrorBodySchema,
      },
    },
    handler: async (request, reply) => {
      const hosted = find(platform, request);
      switch (hosted.kind) {
        case "script":
          return reply.type("application/javascript; charset=utf-8").send(hosted.source);
        case "signals":
          return reply
            .type("application/json; charset=utf-8")
            .send(pickSignals(hosted.values, request.query));
        case "report-path":
          collect(platform, request);
          return reply.code(204).send();
      }
    },
  });
};

const addPost: AdServerRoute = (app, platform) => {
  app.route({
    method: "POST",
    url,
    schema: {
      summary: "The collection of a report",
      params: ParamsSchema,
      response: {
        204: ReportCollectedSchema,
        404: ErrorBodySchema,
        405: ErrorBodySchema,
        413: ErrorBodySchema,
      },
    },
    handler: async (request, reply) => {
      if (find(platform, request).kind !== "report-path") {
        void reply.header("allow", "GET");
        throw new HttpError("METHOD_NOT_ALLOWED", "Scripts and signals are there to GET.");
      }
      collect(platform, request);
      return reply.code(204).send();
    },
  });
};

interface HostedRequest {
  readonly method: string;
  readonly url: string;
  readonly params: z.infer<typeof ParamsSchema>;
  readonly body: unknown;
}

function find({ hosts }: Platform, request: HostedRequest): Hosted {
  return hosts.find(request.params.host, pathOf(request));
}

function collect({ reports }: Platform, request: HostedRequest): void {
  reports.add({
    method: request.method === "POST" ? "POST" : "GET",
    host: request.params.host.toLowerCase(),
    path: pathOf(request),
    body: typeof request.body === "string" ? request.body : "",
  });
}

/** Path and query behind `/hosts/<host>`, spelled as they were sent. */
function pathOf(request: HostedRequest): string {
  const hostStart = request.url.indexOf("/hosts/") + "/hosts/".length;
  return request.url.slice(request.url.indexOf("/", hostStart));
}

function pickSignals(
  signals: JsonObject,
  { keys, renderuris }: z.infer<typeof SignalsQuerySchema>,
): JsonObject {
  const requested = [keys ?? [], renderuris ?? []].flat().flatMap((list) => list.split(","));
  return Object.fromEntries(
    requested.flatMap((key) => (Object.hasOwn(signals, key) ? [[key, signals[key] ?? null]] : [])),
  );
}
