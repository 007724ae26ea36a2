import type { AddressInfo } from "node:net";
import { InvalidArgumentError, Option } from "commander";
import { LOG_LEVELS, type AdServerOptions } from "../../ad-server/index.ts";
import { createSystemClock, MediationError, messageOf } from "../../sdk/index.ts";
import {
  createScenarioServer,
  DEFAULT_SERVER_URL,
  loadScenario,
  type LoadedScenario,
} from "../../simulator/index.ts";
import { findDefaultScenario } from "../default-scenario.ts";
import { makeFolder } from "../make-folder.ts";
import { readToken } from "../management-client.ts";
import type { AddCommand, Shell } from "./command.ts";

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly data?: string;
  readonly durable?: true;
  readonly logLevel?: AdServerOptions["logLevel"];
  readonly publicUrl?: string;
}

export const addServe: AddCommand = (program, shell) => {
  program
    .command("serve")
    .summary("serve a scenario's ad server and scripts")
    .description(
      "Serves a scenario over real HTTP: the contextual endpoint, the scripts and trusted signals of its hosts, mediation of bids, and a report collector.",
    )
    .argument("[scenario]", "file or folder; default: ./scenario.yaml, else the flagship example")
    .option("--port <number>", "port to listen on; 0 picks a free one", readPort, 8787)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--data <folder>", "keep networks and bids here; default: until it stops")
    .option("--public-url <url>", "where browsers find creatives; default: the host they ask")
    .option("--durable", "with --data: wait for the disk, so that a power cut loses nothing")
    .addOption(
      new Option("--log-level <level>", "log requests as JSON lines to standard error").choices(
        LOG_LEVELS,
      ),
    )
    .addHelpText(
      "after",
      "\nThe variable FLEDGLING_TOKEN is what whoever manages networks and bids has to\nshow; without it, only this machine may.\n\nExample:\n  fledgling serve examples/01-waterfall",
    )
    .action(async (path: string | undefined, options: ServeOptions) => {
      const scenario = path ?? findDefaultScenario(shell.io.cwd);
      await serve(await loadScenario(scenario, { cwd: shell.io.cwd }), options, shell);
    });
};

async function serve(
  loaded: LoadedScenario,
  { port, host, data, durable, logLevel, publicUrl }: ServeOptions,
  { io, colours }: Shell,
): Promise<void> {
  const token = readToken(io);
  if (token === undefined && !isLoopback(host)) throw needsToken(host);
  const folder = data === undefined ? undefined : await makeFolder(data, io);
  const server = await createScenarioServer(loaded, {
    data: folder,
    token,
    publicUrl,
    clock: createSystemClock(),
    isDurable: durable === true,
    logLevel,
    writeLog: io.stderr,
  });
  try {
    await server.listen({ port, host }).catch((error: unknown) => {
      throw cannotListen({ port, host }, error);
    });
    const { port: taken } = server.server.address() as AddressInfo;
    io.stdout(describeServer(loaded, `http://${host}:${taken}`, colours));
    await untilAborted(io.untilInterrupted?.());
  } finally {
    await server.close();
  }
}

function describeServer(
  { name, path, hosts, scenario }: LoadedScenario,
  url: string,
  { bold, dim }: Shell["colours"],
): string {
  const scripts = Object.entries(hosts).flatMap(([host, content]) =>
    Object.keys(content.scripts).map((script) => `  GET   ${url}/hosts/${host}${script}\n`),
  );
  const slotIds = Object.keys(scenario.slots).join(", ");
  const endpoint =
    slotIds === ""
      ? [`${bold(name)} ${dim("for the device alone")}\n`]
      : [`${bold(name)} ${dim(`for slots ${slotIds}`)}\n`, `  POST  ${url}/contextual\n`];
  const elsewhere = url === DEFAULT_SERVER_URL ? "" : ` --server ${url}`;
  return [
    ...endpoint,
    ...scripts,
    `  POST  ${url}/adserver/mediate ${dim("(who wins among bids)")}\n`,
    `  GET   ${url}/reports ${dim("(what was collected)")}\n`,
    `  GET   ${url}/openapi.json\n\n`,
    `Walk it from another terminal, Ctrl-C ends this one:\n  fledgling run ${path} --live${elsewhere}\n`,
    `Or let bids compete:\n  curl -s ${url}/adserver/mediate -d '${JSON.stringify(smallMediation)}'\n`,
  ].join("");
}

/** As short as a request can be: one bid, which wins. */
const smallMediation = {
  id: "a",
  imp: [{ id: "i" }],
  ext: {
    bidder_responses: [{ bidder: "b", bids: [{ imp_id: "i", price: 2, w: 300, h: 250 }] }],
  },
};

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
}

function cannotListen(
  { port, host }: Pick<ServeOptions, "port" | "host">,
  error: unknown,
): MediationError {
  const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  if (isTaken) {
    return new MediationError("ERR_SERVER_PORT_IN_USE", `Port ${port} of ${host} is in use.`, {
      cause: error,
      hint: `Stop what listens there, or choose another port: fledgling serve --port ${port + 1}`,
    });
  }
  const message = `Cannot listen on ${host}, port ${port}: ${messageOf(error)}.`;
  return new MediationError("ERR_SERVER_CANNOT_LISTEN", message, {
    cause: error,
    hint: "Choose an address of this machine with --host and a port above 1023 with --port.",
  });
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host);
}

function needsToken(host: string): MediationError {
  const message = `Cannot listen on ${host} without a token: other machines could change networks and bids.`;
  return new MediationError("ERR_SERVER_OPEN", message, {
    hint: "Set the variable FLEDGLING_TOKEN, here and for whoever manages, or leave out --host.",
  });
}

/** For ever, where nobody can interrupt. */
function untilAborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener("abort", () => resolve(), { once: true });
  });
}
