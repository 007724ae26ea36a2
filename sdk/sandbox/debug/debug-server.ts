import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { MediationError, messageOf } from "../../foundation/errors.ts";

/** Where a debugger finds a script. */
export interface DebugAddress {
  readonly host: string;
  readonly port: number;
  readonly webSocketUrl: string;
  /** For Chrome's address bar. */
  readonly devtoolsUrl: string;
}

interface DebugServerOptions {
  readonly host: string;
  readonly port: number;
  /** Called for one client at a time. */
  readonly onClient: (client: WebSocket) => void;
}

export interface DebugServer {
  readonly address: DebugAddress;
  /** Hangs up. */
  close(): Promise<void>;
}

/**
 * Answers debuggers as Node does, so that they find what there is by themselves.
 *
 * @throws MediationError ERR_SERVER_PORT_IN_USE, ERR_SERVER_CANNOT_LISTEN
 */
export async function startDebugServer(options: DebugServerOptions): Promise<DebugServer> {
  const id = randomUUID();
  const server = createServer((request, response) => {
    const document = isForThisMachine(request) ? describe(request, id) : undefined;
    const text = JSON.stringify(document ?? { error: "There is nothing here." }, null, 2);
    const headers = { "content-type": "application/json; charset=UTF-8" };
    response.writeHead(document === undefined ? 404 : 200, headers).end(text);
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const isKnown = isForThisMachine(request) && request.url === `/${id}`;
    if (!isKnown) return refuse(socket, "404 Not Found");
    if (sockets.clients.size > 0) return refuse(socket, "409 Conflict");
    sockets.handleUpgrade(request, socket, head, options.onClient);
  });
  const { host } = options;
  const { port } = await listen(server, options);
  return {
    address: { host, port, ...urlsOf(`${bracket(host)}:${port}`, id) },
    close: () => close(server, sockets),
  };
}

/**
 * A page in a browser may have its own name lead to this machine, and would be one with us then; a name that
 * is in use for this machine alone tells that it is not.
 */
function isForThisMachine({ headers: { host = "" } }: IncomingMessage): boolean {
  return isLoopback(host.replace(/:\d+$/, ""));
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}

function bracket(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

function describe({ url, headers: { host = "" } }: IncomingMessage, id: string): unknown {
  if (url === "/json/version") {
    return { Browser: `node.js/${process.version}`, "Protocol-Version": "1.1" };
  }
  if (url !== "/json" && url !== "/json/list") return undefined;
  const { webSocketUrl, devtoolsUrl } = urlsOf(host, id);
  const what = { description: "a decision script", id, title: "fledgling", type: "node" };
  return [
    {
      ...what,
      url: "file://",
      devtoolsFrontendUrl: devtoolsUrl,
      webSocketDebuggerUrl: webSocketUrl,
    },
  ];
}

/** @param place as whoever connects knows it, which may be the near end of a tunnel */
function urlsOf(place: string, id: string): Pick<DebugAddress, "webSocketUrl" | "devtoolsUrl"> {
  const page = "devtools://devtools/bundled/js_app.html?experiments=true&v8only=true";
  return { webSocketUrl: `ws://${place}/${id}`, devtoolsUrl: `${page}&ws=${place}/${id}` };
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function listen(
  server: Server,
  { host, port }: Pick<DebugServerOptions, "host" | "port">,
): Promise<AddressInfo> {
  try {
    server.listen(port, host);
    await once(server, "listening");
    return server.address() as AddressInfo;
  } catch (error) {
    throw cannotListen(`${bracket(host)}:${port}`, error);
  }
}

function cannotListen(place: string, cause: unknown): MediationError {
  const isTaken = cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
  const hint =
    "Stop what listens there, which may be another debugging session, or choose another port; 0 is a free one.";
  if (isTaken) {
    const message = `Cannot wait for a debugger: port ${place} is in use.`;
    return new MediationError("ERR_SERVER_PORT_IN_USE", message, { hint, cause });
  }
  const message = `Cannot wait for a debugger on ${place}: ${messageOf(cause)}.`;
  return new MediationError("ERR_SERVER_CANNOT_LISTEN", message, {
    hint: "Choose an address of this machine, and a port above 1023.",
    cause,
  });
}

/** Long enough for a client to hear the last word, too short for anybody to wait for. */
const mostGoodbyeMs = 500;

async function close(server: Server, sockets: WebSocketServer): Promise<void> {
  const closed = [...sockets.clients].map((client) => hangUp(client));
  server.close();
  await Promise.all(closed);
  server.closeAllConnections();
}

async function hangUp(client: WebSocket): Promise<void> {
  client.close(1000);
  const timer = setTimeout(() => client.terminate(), mostGoodbyeMs);
  await once(client, "close");
  clearTimeout(timer);
}
