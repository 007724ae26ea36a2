/** The program of a process in which somebody debugs scripts, until its parent has had enough. */
import process from "node:process";
import { MediationError, messageOf } from "../../foundation/errors.ts";
import { createDebugRoom } from "./debug-room.ts";
import { startDebugServer, type DebugServer } from "./debug-server.ts";
import type { DebugAnswer, DebugRequest, DebugSettings } from "./messages.ts";

const settings = JSON.parse(process.argv[2] ?? "") as DebugSettings;
const room = createDebugRoom(settings);
/** The engine may be where nothing gentle gets through. */
const end = (): void => void process.kill(process.pid, "SIGKILL");

// Ctrl-C in a terminal reaches parent and children alike; what it means is for the parent to say.
process.on("SIGINT", () => {});
process.on("disconnect", end);
await startDebugServer({ ...settings, onClient: room.enter }).then(serve, sayFailed);

function serve(server: DebugServer): void {
  process.on("message", (request: DebugRequest) => {
    if (request.kind === "close") return void server.close().then(end, end);
    room.run(request.run).then((ended) => say({ kind: "ended", end: ended }), sayFailed);
  });
  say({ kind: "listening", address: server.address });
}

function sayFailed(error: unknown): void {
  const { code, hint } =
    error instanceof MediationError ? error : { code: "ERR_INTERNAL" as const, hint: undefined };
  say({ kind: "failed", code, message: messageOf(error), hint });
}

function say(answer: DebugAnswer): void {
  process.send?.(answer);
}
