import path from "node:path";
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
