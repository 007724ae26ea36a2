import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod";
import type { ApiDocument } from "../api-document.ts";
import type { ContextualAnswers } from "../contextual-answers.ts";
import type { HostDirectory } from "../host-directory.ts";
import type { ReportLog } from "../report-log.ts";

/** What the routes share: the configuration, made ready for look-ups, and the one thing that changes. */
export interface Platform {
  readonly answers: ContextualAnswers;
  readonly hosts: HostDirectory;
  readonly reports: ReportLog;
  readonly apiDocument: ApiDocument;
}

/** Adds one route, or the few of one resource, to a scope of its own. */
export type AdServerRoute = (
  app: Parameters<FastifyPluginCallbackZod>[0],
  platform: Platform,
) => void;
