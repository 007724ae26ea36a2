import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";
import { errorOf } from "../../support/error-of.ts";
import { aTempFolder } from "../../support/temp-folder.ts";
import { aBid, aNetwork, aManagedServer } from "./a-managed-server.ts";

it("remembers everything in its folder, and nothing without one", async () => {
  const { path: data } = await aTempFolder();
  const first = await createAdServer({}, { data });
  await first.inject({ method: "POST", url: "/mediated-networks", payload: aNetwork });
  await first.inject({ method: "POST", url: "/mediated-bids", payload: aBid });
  await first.close();

  const [again, elsewhere] = [await aManagedServer({ data }), await aManagedServer()];

  expect((await again("GET", "/mediated-bids")).body).toMatchObject({
    mediated_bids: [{ id: 1, name: "CoolAds top", mediated_network: { name: "CoolAds" } }],
  });
  expect((await elsewhere("GET", "/mediated-bids")).body).toEqual({ mediated_bids: [] });
});

it("says at once that a folder cannot be used", async () => {
  const { path: folder } = await aTempFolder({ "fledgling.db": "x".repeat(5_000) });

  const errors = [
    await errorOf(() => createAdServer({}, { data: folder })),
    await errorOf(() => createAdServer({}, { data: path.join(folder, "nowhere") })),
  ];

  expect(errors.map(({ code }) => code)).toEqual(["ERR_STORE_UNREADABLE", "ERR_STORE_UNWRITABLE"]);
});

it("tells clients of a full disk and of a damaged file, and nothing else of it", async () => {
  const { path: data } = await aTempFolder();
  const send = await aManagedServer({ data });
  const database = new DatabaseSync(path.join(data, "fledgling.db"));
  database.exec(
    "CREATE TRIGGER full BEFORE INSERT ON documents BEGIN SELECT RAISE(ABORT, 'secret'); END",
  );

  const full = await send("POST", "/mediated-networks", aNetwork);
  database.exec("DROP TABLE documents");
  const damaged = await send("GET", "/mediated-networks");
  database.close();

  expect([full, damaged]).toEqual([
    {
      status: 507,
      body: {
        error: {
          code: "STORE_FAILED",
          message:
            "The database cannot be written to: is its disk full, or another program at work on it?",
          details: [],
        },
      },
    },
    {
      status: 500,
      body: {
        error: {
          code: "STORE_DAMAGED",
          message: "The database cannot be read: its file is damaged.",
          details: [],
        },
      },
    },
  ]);
});

it("takes no other program's database for its own", async () => {
  const { path: data } = await aTempFolder();
  const database = new DatabaseSync(path.join(data, "fledgling.db"));
  database.exec("CREATE TABLE documents (title TEXT)");
  database.close();

  const { code } = await errorOf(() => createAdServer({}, { data }));

  expect(code).toBe("ERR_STORE_UNREADABLE");
});

it("lets two servers share a folder", async () => {
  const { path: data } = await aTempFolder();
  const [one, other] = [await aManagedServer({ data }), await aManagedServer({ data })];

  await one("POST", "/mediated-networks", aNetwork);
  await other("POST", "/mediated-networks", { ...aNetwork, name: "Other" });

  const { body } = await one("GET", "/mediated-networks");
  expect(body).toMatchObject({
    mediated_networks: [
      { id: 1, name: "CoolAds" },
      { id: 2, name: "Other" },
    ],
  });
});
