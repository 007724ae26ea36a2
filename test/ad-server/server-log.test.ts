import { DatabaseSync } from "node:sqlite";
import { expect, it, onTestFinished } from "vitest";
import { createAdServer, type AdServerOptions } from "../../ad-server/index.ts";
import { aTempFolder } from "../support/temp-folder.ts";

const nowMs = () => Date.parse("2026-11-22T09:00:00Z");

const time = '"time":"2026-11-22T09:00:00.000Z"';

/** A server that logs, and what it has logged. */
async function aLoggingServer(options: AdServerOptions) {
  const lines: string[] = [];
  const app = await createAdServer(
    { slots: { home: { kind: "nothing" } } },
    { nowMs, writeLog: (line) => lines.push(line), ...options },
  );
  onTestFinished(() => app.close());
  return { app, lines };
}

it("logs each request by its route, and nothing that its sender might want to keep to itself", async () => {
  const { app, lines } = await aLoggingServer({ logLevel: "info", token: "open-sesame" });
  const secret = { appId: "a", slotId: "home", format: "banner", user: { name: "secret-body" } };

  await app.inject({ url: "/reports?q=secret-query", headers: { cookie: "secret-cookie" } });
  await app.inject({ url: "/settings", headers: { authorization: "Bearer secret-token" } });
  await app.inject({ method: "POST", url: "/contextual", payload: secret });
  await app.inject({ url: "/nowhere/secret-path" });
  await app.inject({ url: "/adserver/secret-path" });

  expect(lines.join("")).not.toMatch(/secret|open-sesame/);
  expect(lines.map((line) => line.replace(/"ms":[\d.]+/, '"ms":0'))).toEqual(
    [
      `"info",${time},"requestId":"req-1","method":"GET","route":"/reports","status":200,"ms":0,"msg":"answered"`,
      `"warn",${time},"requestId":"req-2","method":"GET","route":"/settings","status":401,"ms":0,"msg":"refused"`,
      `"info",${time},"requestId":"req-3","method":"POST","route":"/contextual","status":204,"ms":0,"msg":"answered"`,
      `"warn",${time},"requestId":"req-4","method":"GET","route":null,"status":404,"ms":0,"msg":"refused"`,
      `"warn",${time},"requestId":"req-5","method":"GET","route":null,"status":404,"ms":0,"msg":"refused"`,
    ].map((line) => `{"level":${line}}\n`),
  );
});

it("logs why it failed, which it tells no client", async () => {
  const { path: data } = await aTempFolder();
  const { app, lines } = await aLoggingServer({ logLevel: "error", data });
  const database = new DatabaseSync(`${data}/fledgling.db`);
  database.exec("DROP TABLE documents");
  database.close();

  const answer = await app.inject({ url: "/mediated-networks" });
  await app.inject({ url: "/nowhere" });

  expect(answer.json()).toMatchObject({ error: { code: "STORE_DAMAGED", details: [] } });
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    {
      level: "error",
      route: "/mediated-networks",
      status: 500,
      err: { message: "no such table: documents" },
      msg: "failed",
    },
  ]);
});

it("logs nothing unless it is told to", async () => {
  const { app, lines } = await aLoggingServer({});

  await app.inject({ url: "/reports" });
  await app.inject({ url: "/nowhere" });

  expect(lines).toEqual([]);
});
