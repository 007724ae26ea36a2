import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Option } from "commander";
import {
  MediationError,
  openDebugSandbox,
  type DebugAddress,
  type ScriptSandbox,
} from "../sdk/index.ts";
import type { CliIo } from "./cli-io.ts";
import type { Shell } from "./commands/command.ts";
import { EXIT_FAILED } from "./exit-codes.ts";

/** Where to wait for a debugger; true for where debuggers look by themselves. */
export type DebugPlace = true | { readonly host: string; readonly port: number };

/** `--inspect` as commands have it; what it is set to is for `withDebugger`. */
export function inspectOption(): Option {
  const about = "stop at the script's start for a debugger; default: port 9229 of this machine";
  return new Option("--inspect [address]", about).argParser(parsePlace);
}

/** @throws MediationError ERR_CLI_USAGE */
function parsePlace(text: string): DebugPlace {
  const [, host = "127.0.0.1", port = ""] = /^(?:(.+):)?(\d+)$/.exec(text) ?? [];
  const name = host.replace(/^\[(.*)\]$/, "$1");
  const isHere = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(name);
  if (isHere && port !== "" && Number(port) <= 65_535) return { host: name, port: Number(port) };
  const why = port === "" || Number(port) > 65_535 ? "has no port" : "is not this machine";
  throw new MediationError("ERR_CLI_USAGE", `--inspect cannot wait at "${text}": it ${why}.`, {
    hint: "Write --inspect last, or with a port: --inspect=9229. From another machine, use a tunnel.",
  });
}

/**
 * Has scripts run where a debugger can look into them, and tells how to get there. Undefined if somebody interrupts it.
 *
 * @throws MediationError ERR_SERVER_PORT_IN_USE, ERR_SERVER_CANNOT_LISTEN
 */
export async function withDebugger<T>(
  place: DebugPlace,
  { io, exitWith }: Shell,
  work: (sandbox: ScriptSandbox) => Promise<T>,
): Promise<T | undefined> {
  const sandbox = await openDebugSandbox({
    ...(place !== true && place),
    addressOf: toAddress(io),
  });
  const interruption = io.untilInterrupted?.();
  const stop = (): void => void sandbox.dispose();
  interruption?.addEventListener("abort", stop, { once: true });
  io.stderr(describePlace(sandbox.address));
  try {
    return await work(sandbox);
  } catch (error) {
    if (interruption?.aborted !== true) throw error;
    io.stderr("Stopped before the script had ended.\n");
    exitWith(EXIT_FAILED);
    return undefined;
  } finally {
    interruption?.removeEventListener("abort", stop);
    await sandbox.dispose();
  }
}

/** Editors know a file by its address; what a trace names by its own, nobody has a file of. */
function toAddress({ cwd }: CliIo): (scriptName: string) => string {
  return (scriptName) => {
    const path = resolve(cwd, scriptName);
    return existsSync(path) ? pathToFileURL(path).href : scriptName;
  };
}

function describePlace({ host, port, webSocketUrl, devtoolsUrl }: DebugAddress): string {
  const attach = { type: "node", request: "attach", name: "Fledgling", address: host, port };
  return [
    `Waiting for a debugger on ${webSocketUrl} (Ctrl-C ends it).`,
    `  Chrome:   open ${devtoolsUrl}`,
    "            or chrome://inspect, where it is listed",
    "  VS Code:  put this into .vscode/launch.json, and start it:",
    `            ${JSON.stringify(attach)}`,
    "",
  ].join("\n");
}
