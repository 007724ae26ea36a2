import { MediationError, messageOf } from "../sdk/index.ts";
import type { CliIo } from "./cli-io.ts";

/** What a server answers from memory. */
const usualAnswerMs = 10_000;
/** What a server has to work for; as long as `fetch` waits at most. */
export const REPORT_ANSWER_MS = 300_000;

/** Asks a running server's management routes; every one of its ways throws what `send` does. */
export interface ManagementClient {
  /** @throws MediationError ERR_SERVER_UNREACHABLE, ERR_SERVER_REFUSED */
  send(method: Method, path: string, body?: object): Promise<unknown>;
  /** Everything at `path`, which the answer has under the path's own name. */
  list<Thing>(path: string): Promise<readonly Thing[]>;
}

type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** An empty variable is none. */
export function readToken({ variables }: CliIo): string | undefined {
  return variables?.["FLEDGLING_TOKEN"] || undefined;
}

export function connectToServer(
  serverUrl: string,
  io: CliIo,
  maxAnswerMs: number = usualAnswerMs,
): ManagementClient {
  const token = readToken(io);

  async function send(method: Method, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${serverUrl}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(maxAnswerMs),
    }).catch((error: unknown) => {
      throw isTimeout(error) ? tooSlow(serverUrl, maxAnswerMs) : unreachable(serverUrl, error);
    });
    const text = await answer.text();
    if (answer.ok) return text === "" ? undefined : parseAnswer(text, serverUrl);
    throw refused(parseAnswer(text, serverUrl), serverUrl);
  }

  return {
    send,
    async list(path) {
      const [, name = ""] = /^\/([a-z-]+)/.exec(path) ?? [];
      const answer = (await send("GET", path)) as Readonly<Record<string, unknown>>;
      const things = answer[name.replaceAll("-", "_")];
      if (Array.isArray(things)) return things;
      throw noAdServer(serverUrl, undefined);
    },
  };
}

function parseAnswer(text: string, serverUrl: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw noAdServer(serverUrl, cause);
  }
}

interface ErrorBody {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly details: readonly { readonly path: string; readonly message: string }[];
  };
}

const HINTS: Readonly<Record<string, string>> = {
  CONFLICT: "Choose another name or id; remove takes --force.",
  UNAUTHORIZED: "Set the variable FLEDGLING_TOKEN to the token that the server was started with.",
  FORBIDDEN: "Run this on the server's own machine, or start the server with FLEDGLING_TOKEN.",
  STORE_FAILED: "Make room in the folder that the server keeps its data in.",
};

function refused(body: unknown, serverUrl: string): MediationError {
  if (!isErrorBody(body)) return noAdServer(serverUrl, undefined);
  const { code, message, details } = body.error;
  const lines = details.map(({ path, message: why }) => `  ${path}: ${why}`);
  const hint = HINTS[code] ?? "Change what it names: docs/ad-server.md lists every field.";
  return new MediationError("ERR_SERVER_REFUSED", [message, ...lines].join("\n"), {
    hint,
    details: { ...body.error },
  });
}

function isErrorBody(body: unknown): body is ErrorBody {
  if (typeof body !== "object" || body === null || !("error" in body)) return false;
  const { error } = body;
  return typeof error === "object" && error !== null && "details" in error;
}

function noAdServer(serverUrl: string, cause: unknown): MediationError {
  const message = `What answers at ${serverUrl} is no Fledgling ad server.`;
  return new MediationError("ERR_SERVER_REFUSED", message, {
    cause,
    hint: "Name the address that fledgling serve prints: --server http://127.0.0.1:8787",
  });
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

function tooSlow(serverUrl: string, maxAnswerMs: number): MediationError {
  const message = `The server at ${serverUrl} has not answered within ${maxAnswerMs / 1000} seconds.`;
  return new MediationError("ERR_SERVER_UNREACHABLE", message, {
    hint: "See whether it is busy or stuck: start it with --log-level info.",
  });
}

function unreachable(serverUrl: string, error: unknown): MediationError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = messageOf(cause) || "no connection";
  return new MediationError("ERR_SERVER_UNREACHABLE", `No server at ${serverUrl}: ${reason}.`, {
    cause: error,
    hint: "Start one in another terminal with fledgling serve, or name it with --server.",
  });
}
