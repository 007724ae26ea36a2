import { LogController, type FastifyInstance, type FastifyServerOptions } from "fastify";
import { MediationError } from "../sdk/foundation/errors.ts";
import type { AdServerOptions } from "./ad-server-options.ts";

/** From fewest lines to most: what failed here, what was refused as well, and every request. */
export const LOG_LEVELS = ["error", "warn", "info"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Fastify's own lines have addresses with their queries in them; ours are written by `logRequests`. */
const logController = new LogController({
  disableRequestLogging: true,
  requestIdLogLabel: "requestId",
});

/** JSON lines by the server's own clock, or none: pino is silent unless a level is named. */
export function toLogOptions({
  logLevel,
  writeLog = writeToStandardError,
  nowMs = Date.now,
}: AdServerOptions): Pick<FastifyServerOptions, "logger" | "logController"> {
  if (logLevel === undefined) return { logger: false };
  return {
    logController,
    logger: {
      level: logLevel,
      base: null,
      stream: { write: writeLog },
      timestamp: () => `,"time":"${new Date(nowMs()).toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: describeError },
    },
  };
}

/** One line for each request, by its route: what its address, its head and its body say is left out. */
export function logRequests(app: FastifyInstance): void {
  const failures = new WeakMap<object, unknown>();
  app.addHook("onError", async (request, _reply, error) => {
    failures.set(request, error);
  });
  app.addHook("onResponse", async (request, { statusCode: status, elapsedTime }) => {
    const { method, routeOptions } = request;
    const ms = Math.round(elapsedTime * 10) / 10;
    const line = { method, route: routeOptions.url ?? null, status, ms };
    if (status >= 500) request.log.error({ ...line, err: failures.get(request) }, "failed");
    else if (status >= 400) request.log.warn(line, "refused");
    else request.log.info(line, "answered");
  });
}

/** Not what else an error may carry. */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error, message: "", stack: "" };
  const type = error instanceof MediationError ? error.code : error.name;
  return { type, message: error.message, stack: error.stack ?? "" };
}

function writeToStandardError(line: string): void {
  process.stderr.write(line);
}
