import { once } from "node:events";
import { get } from "node:http";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import {
  openDebugSandbox,
  type DebugSandbox,
  type DebugSandboxOptions,
} from "../../../../sdk/sandbox/debug/debug-sandbox.ts";
import { createIsolateSandbox } from "../../../../sdk/sandbox/isolate-sandbox.ts";
import type { ScriptSandbox } from "../../../../sdk/foundation/script-sandbox.ts";
import {
  anEvaluation,
  describeScriptSandboxContract,
} from "../../../contract/script-sandbox.contract.ts";
import { connectDebugClient, type DebugClient } from "../../../support/debug-client.ts";
import { errorOf } from "../../../support/error-of.ts";

const FILE = "file:///app/bidding.js";

const SCRIPT = `const rate = 2;
function run(bid) {
  const value = bid * rate;
  return { value, at: Date.now(), luck: Math.random() };
}`;

async function openSandbox(options: DebugSandboxOptions = {}): Promise<DebugSandbox> {
  const sandbox = await openDebugSandbox({ port: 0, addressOf: () => FILE, ...options });
  onTestFinished(() => sandbox.dispose());
  return sandbox;
}

/** Connects and lets the script begin, which then stops at its first statement. */
async function openWithClient(
  options?: DebugSandboxOptions,
): Promise<{ readonly sandbox: DebugSandbox; readonly client: DebugClient }> {
  const sandbox = await openSandbox(options);
  const client = await connectDebugClient(sandbox.address.webSocketUrl);
  return { sandbox, client };
}

/** Room for what the debugger keeps of 150 scripts; the contract wants to hear of "10 MB". */
const contractMemoryLimitMb = 110;

/** A sandbox with somebody at the debugger who always lets the script go on. */
function createSteppedSandbox(limits: DebugSandboxOptions = {}): ScriptSandbox {
  const opened = openDebugSandbox({ port: 0, memoryLimitMb: contractMemoryLimitMb, ...limits });
  const attended = opened.then(async ({ address }) => {
    const client = await connectDebugClient(address.webSocketUrl);
    const goOn = async (): Promise<void> => {
      await client.nextStop(); // where the first script begins, and where one outgrows its memory
      await client.ask("Debugger.resume");
      return goOn();
    };
    void goOn();
    return client.ask("Runtime.runIfWaitingForDebugger");
  });
  return {
    async evaluate(evaluation) {
      await attended;
      return (await opened).evaluate(evaluation);
    },
    dispose: async () => (await opened).dispose(),
  };
}

describeScriptSandboxContract("debug sandbox", createSteppedSandbox);

it("stops at the first statement, at a breakpoint, shows a variable, and ends as without a debugger", async () => {
  const { sandbox, client } = await openWithClient();
  const evaluation = anEvaluation(SCRIPT, { calls: [[1.5]], budgetMs: 20 });
  const plain = createIsolateSandbox({ worlds: "fresh" });

  const evaluated = sandbox.evaluate(evaluation);
  await client.ask("Debugger.setBreakpointByUrl", { url: FILE, lineNumber: 3 });
  await client.ask("Runtime.runIfWaitingForDebugger");
  const [start] = await client.nextStop();
  const stopped = client.nextStop();
  await client.ask("Debugger.resume");
  const [frame] = await stopped;
  const value = await client.evaluate(frame, "value");
  // Stopped for longer than its budget has.
  await new Promise((resolve) => setTimeout(resolve, 30));
  await client.ask("Debugger.resume");

  expect(await evaluated).toEqual(await plain.evaluate(evaluation));
  expect([start?.location.lineNumber, frame?.location.lineNumber, value]).toEqual([0, 3, 3]);
  await plain.dispose();
});

it("hands the script's name and source map to the debugger", async () => {
  const { sandbox, client } = await openWithClient();
  const map = "//# sourceMappingURL=data:application/json;base64,e30=";

  const evaluated = sandbox.evaluate(anEvaluation(`${SCRIPT}\n${map}\n`));
  await client.ask("Runtime.runIfWaitingForDebugger");
  await client.nextStop();
  await client.ask("Debugger.resume");
  await evaluated;

  expect(client.scripts.filter(({ url }) => url === FILE)).toEqual([
    expect.objectContaining({ sourceMapURL: map.replace("//# sourceMappingURL=", "") }),
  ]);
});

it("stops where a script says so, and steps from the device's call into the function", async () => {
  const { sandbox, client } = await openWithClient();
  const source = "function run() {\n  debugger;\n  return 1;\n}";

  const evaluated = sandbox.evaluate(anEvaluation(source));
  await client.ask("Runtime.runIfWaitingForDebugger");
  const lines: unknown[] = [];
  for (const step of ["Debugger.resume", "Debugger.stepOver", "Debugger.resume"]) {
    const [frame] = await client.nextStop();
    lines.push(frame?.location.lineNumber);
    await client.ask(step);
  }

  expect(lines).toEqual([4, 1, 2]);
  expect((await evaluated).outcome).toMatchObject({ kind: "returned" });
});

it("lets a script go on when its debugger goes away", async () => {
  const { sandbox, client } = await openWithClient();

  const evaluated = sandbox.evaluate(anEvaluation("debugger; const run = () => 7;"));
  await client.ask("Runtime.runIfWaitingForDebugger");
  await client.nextStop();
  client.close();

  expect((await evaluated).outcome).toMatchObject({ values: [{ value: 7 }] });
});

it("waits on when a debugger goes away before the script began, and takes the next", async () => {
  const { sandbox, client } = await openWithClient();
  const evaluated = sandbox.evaluate(anEvaluation("const run = () => 7;"));
  client.close();
  await client.closed;

  const next = await connectDebugClient(sandbox.address.webSocketUrl);
  await next.ask("Runtime.runIfWaitingForDebugger");
  await next.nextStop();
  await next.ask("Debugger.resume");

  expect((await evaluated).outcome).toMatchObject({ values: [{ value: 7 }] });
});

it.each([
  ["nobody has come", false],
  ["a script is stopped", true],
])("ends at once while %s", async (_, isStopped) => {
  const { sandbox, client } = await openWithClient();
  const evaluated = errorOf(() => sandbox.evaluate(anEvaluation("debugger; const run = () => 7;")));
  if (isStopped) {
    await client.ask("Runtime.runIfWaitingForDebugger");
    await client.nextStop();
  }

  await sandbox.dispose();

  expect(await evaluated).toMatchObject({ code: "ERR_SANDBOX_DISPOSED" });
  expect(await client.closed).toBe(1000);
});

it("names the port that is in use and what to do", async () => {
  const { address } = await openSandbox();

  const error = await errorOf(() => openDebugSandbox({ port: address.port }));

  expect(error).toMatchObject({
    code: "ERR_SERVER_PORT_IN_USE",
    message: `Cannot wait for a debugger: port 127.0.0.1:${address.port} is in use.`,
    hint: expect.stringContaining("choose another port"),
  });
});

it("tells a debugger on this machine where to connect, and nobody else anything", async () => {
  const { address } = await openSandbox();
  const ask = async (path: string, host: string) => {
    const request = get({ port: address.port, host: "127.0.0.1", path, headers: { host } });
    const [response] = await once(request, "response");
    return { status: response.statusCode, body: JSON.parse(await text(response)) };
  };

  const here = await ask("/json/list", `localhost:${address.port}`);
  const version = await ask("/json/version", `127.0.0.1:${address.port}`);
  const elsewhere = await ask("/json/list", "evil.example");

  const place = `ws://localhost:${address.port}/`;
  expect(here).toMatchObject({
    status: 200,
    body: [{ type: "node", webSocketDebuggerUrl: expect.stringContaining(place) }],
  });
  expect(version.body).toMatchObject({ "Protocol-Version": "1.1" });
  expect(elsewhere.status).toBe(404);
});

it.each([
  ["a second client", (url: string) => new WebSocket(url), 409],
  ["an unknown path", (url: string) => new WebSocket(new URL("/guess", url)), 404],
  [
    "another host's name",
    (url: string) => new WebSocket(url, { headers: { host: "evil.example" } }),
    404,
  ],
])("refuses %s", async (_, connect, status) => {
  const { sandbox } = await openWithClient();

  const socket = connect(sandbox.address.webSocketUrl);
  const [, response] = await once(socket, "unexpected-response");

  expect(response.statusCode).toBe(status);
});
