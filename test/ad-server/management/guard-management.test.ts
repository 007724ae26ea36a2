import { expect, it } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";
import { SUPPLY } from "../../../ad-server/supply/supply.ts";

const guarded = [
  "/creative-custom-request-partners",
  "/mediated-networks",
  "/mediated-bids",
  "/currency-rates",
  "/settings",
  "/auctions/auction-1",
  "/reports/networks",
  ...Object.keys(SUPPLY).map((plural) => `/${plural.replaceAll("_", "-")}`),
];

async function ask(
  headers: Record<string, string>,
  { token, from, url = "/settings" }: { token?: string; from?: string; url?: string } = {},
): Promise<readonly unknown[]> {
  const app = await createAdServer({}, { token });
  const answer = await app.inject({ url, headers, ...(from && { remoteAddress: from }) });
  await app.close();
  const { error } = answer.json<{ error?: { code: string; message: string } }>();
  return [answer.statusCode, error?.code, error?.message];
}

it.each([
  {},
  { host: "localhost" },
  { host: "LOCALHOST:8787" },
  { host: "127.0.0.1:8787" },
  { host: "127.8.8.8" },
  { host: "[::1]:8787" },
  { host: "localhost:8787", origin: "http://localhost:8787" },
  { host: "[::1]:8787", origin: "http://[::1]:8787" },
])("lets this machine manage: %j", async (headers) => {
  expect(await ask(headers)).toEqual([200, undefined, undefined]);
});

it.each([
  [{ host: "evil.example" }, 'it was sent to "evil.example"'],
  [{ host: "localhost.evil.example" }, 'it was sent to "localhost.evil.example"'],
  [{ host: "127.0.0.1.evil.example" }, 'it was sent to "127.0.0.1.evil.example"'],
  [{ host: "10.0.0.1" }, 'it was sent to "10.0.0.1"'],
  [{ host: "localhost:8787", origin: "http://evil.example" }, '"http://evil.example" sent it'],
  [{ host: "localhost:8787", origin: "http://localhost:9999" }, '"http://localhost:9999" sent it'],
  [
    { host: "localhost:8787", origin: "https://localhost:8787" },
    '"https://localhost:8787" sent it',
  ],
  [{ host: "localhost", origin: "null" }, '"null" sent it'],
])("refuses %j", async (headers, why) => {
  expect(await ask(headers)).toEqual([
    403,
    "FORBIDDEN",
    `Without a token only this machine may manage, and ${why}.`,
  ]);
});

it("refuses another machine, whatever it calls this one", async () => {
  const answer = await ask({ host: "localhost" }, { from: "192.168.1.7" });

  expect(answer).toEqual([
    403,
    "FORBIDDEN",
    "Without a token only this machine may manage, and it came from another machine.",
  ]);
});

it.each([
  [undefined, 401],
  ["", 401],
  ["Bearer", 401],
  ["Bearer wrong", 401],
  ["Bearer secret2", 401],
  ["secret", 401],
  ["Bearer secret", 200],
  ["bearer secret", 200], // RFC 9110, 11.1: the scheme is the same in any case
])("with a token, %o ends in %i", async (authorization, status) => {
  const headers = { host: "ads.example", ...(authorization !== undefined && { authorization }) };

  const [answered] = await ask(headers, { token: "secret", from: "192.168.1.7" });

  expect(answered).toBe(status);
});

it("lets nobody manage with an empty token", async () => {
  const answers = [{}, { authorization: "" }, { authorization: "Bearer " }].map((headers) =>
    ask({ host: "localhost", ...headers }, { token: "" }),
  );

  expect((await Promise.all(answers)).map(([status]) => status)).toEqual([401, 401, 401]);
});

it("says how to show the token", async () => {
  const app = await createAdServer({}, { token: "secret" });

  const { headers, statusCode } = await app.inject({ url: "/settings" });

  expect([statusCode, headers["www-authenticate"]]).toEqual([401, "Bearer"]);
});

it.each(guarded)("guards %s", async (url) => {
  const [status, code] = await ask({ host: "evil.example" }, { url });

  expect([status, code]).toEqual([403, "FORBIDDEN"]);
});

it("leaves to everybody what phones ask", async () => {
  const app = await createAdServer({ slots: { home: { kind: "nothing" } } }, { token: "secret" });

  const { statusCode } = await app.inject({
    method: "POST",
    url: "/contextual",
    headers: { host: "ads.example" },
    payload: { appId: "a", slotId: "home", format: "banner" },
  });

  expect(statusCode).toBe(204);
});
