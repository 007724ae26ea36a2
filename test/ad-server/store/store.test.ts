import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { openStore } from "../../../ad-server/store/store.ts";
import { errorOf } from "../../support/error-of.ts";
import { aTempFolder } from "../../support/temp-folder.ts";

interface Thing extends Record<string, string> {
  readonly name: string;
}

async function aFile(): Promise<string> {
  return path.join((await aTempFolder()).path, "fledgling.db");
}

it("gives each thing a number of its own and never gives one again", () => {
  const things = openStore().collection<Thing>("thing");

  const added = [things.add({ name: "one" }), things.add({ name: "two" })];
  things.remove(2);
  const later = things.add({ name: "three" });

  expect(added).toEqual([
    { id: 1, name: "one" },
    { id: 2, name: "two" },
  ]);
  expect(later.id).toBe(3);
  expect(things.list()).toEqual([
    { id: 1, name: "one" },
    { id: 3, name: "three" },
  ]);
});

it("keeps kinds apart", () => {
  const store = openStore();
  store.collection<Thing>("thing").add({ name: "one" });

  const others = store.collection<Thing>("other");

  expect([others.list(), others.add({ name: "first" }).id]).toEqual([[], 1]);
});

it("says whether there was one to get, replace or remove", () => {
  const things = openStore().collection<Thing>("thing");
  const { id } = things.add({ name: "one" });

  expect([things.replace(id, { name: "uno" }), things.get(id)]).toEqual([
    true,
    { id, name: "uno" },
  ]);
  expect([things.remove(id), things.remove(id)]).toEqual([true, false]);
  expect([things.replace(id, { name: "one" }), things.get(id)]).toEqual([false, undefined]);
});

it("remembers in its file, and takes back a transaction that throws", async () => {
  const file = await aFile();
  const store = openStore(file);
  store.collection<Thing>("thing").add({ name: "kept" });

  const broken = (): never =>
    store.transaction(() => {
      store.collection<Thing>("thing").add({ name: "lost" });
      throw new RangeError("changed my mind");
    });

  expect(broken).toThrow(RangeError);
  store.close();
  const reopened = openStore(file);
  expect(reopened.collection<Thing>("thing").list()).toEqual([{ id: 1, name: "kept" }]);
  reopened.close();
});

it("has another revision once anybody has changed what it holds, and the same until then", async () => {
  const file = await aFile();
  const [store, other] = [openStore(file), openStore(file)];
  const [things, others] = [store.collection("thing"), other.collection("thing")];
  const revisions = [store.revision(), store.revision()];

  things.add({ name: "a" });
  revisions.push(store.revision());
  things.replace(1, { name: "b" });
  revisions.push(store.revision());
  others.remove(1);
  revisions.push(store.revision(), store.revision());
  store.close();
  other.close();

  const [first, again, added, replaced, removed, still] = revisions;
  expect([again, still]).toEqual([first, removed]);
  expect(new Set([first, added, replaced, removed]).size).toBe(4);
});

it("gives bids and slots of an earlier form the defaults of what they could not say", async () => {
  const file = await aFile();
  const before = openStore(file);
  before
    .collection("mediated-bid")
    .add({ profile: { city_targets: ["Bern"], max_day_imps: null } });
  before.collection("slot").add({ slot_id: "home" });
  before.database.exec("PRAGMA user_version = 2");
  before.close();

  const store = openStore(file);
  const [bid, slot] = ["mediated-bid", "slot"].map((kind) => store.collection(kind).get(1));
  store.close();

  expect(slot).toEqual({ id: 1, slot_id: "home", secure: false, categories: [] });
  expect(bid).toMatchObject({
    profile: {
      city_targets: ["Bern"],
      city_action: "include",
      key_value_targets: {},
      max_day_imps: null,
    },
  });
});

it("refuses a database of a later form and leaves it alone", async () => {
  const file = await aFile();
  openStore(file).close();
  const database = new DatabaseSync(file);
  database.exec("PRAGMA user_version = 999");
  database.close();

  const error = await errorOf(() => openStore(file));

  expect(error.code).toBe("ERR_STORE_NEWER");
  expect(error.message).toMatch(/has form 999, and this Fledgling knows forms up to \d+\.$/);
});

it("refuses a file that is no database, and does not touch it", async () => {
  const file = await aFile();
  writeFileSync(file, "x".repeat(5_000));

  const error = await errorOf(() => openStore(file));

  expect([error.code, error.message]).toEqual([
    "ERR_STORE_UNREADABLE",
    `Cannot read the database "${file}": file is not a database.`,
  ]);
  expect(readFileSync(file, "utf8")).toBe("x".repeat(5_000));
});

it("says when it cannot open or write", async () => {
  const error = await errorOf(() => openStore(path.join("/nowhere", "fledgling.db")));

  expect(error.code).toBe("ERR_STORE_UNWRITABLE");
});

it("says so when the disk is full, and loses nothing that was committed", async () => {
  const file = await aFile();
  const store = openStore(file);
  const things = store.collection<Thing>("thing");
  things.add({ name: "kept" });
  store.database.exec("PRAGMA max_page_count = 12");

  const error = await errorOf(() =>
    store.transaction(() => {
      for (let count = 0; count < 1_000; count += 1) things.add({ name: "x".repeat(1_000) });
    }),
  );

  expect([error.code, error.message]).toEqual([
    "ERR_STORE_UNWRITABLE",
    `Cannot write the database "${file}": database or disk is full.`,
  ]);
  expect(things.list()).toEqual([{ id: 1, name: "kept" }]);
  store.close();
});

it.each([
  ["leaves the time of the disk to the system", false, 1],
  ["waits for the disk at each commit if it is to be durable", true, 2],
])("%s", async (_what, isDurable, synchronous) => {
  const store = openStore(await aFile(), isDurable);

  const setting = store.database.prepare("PRAGMA synchronous").get();
  store.close();

  expect(setting).toEqual({ synchronous });
});
