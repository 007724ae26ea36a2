import type { DatabaseSync } from "node:sqlite";
import type { JsonObject } from "../../sdk/foundation/json.ts";

/** What one kind of thing is kept in: each under a number of its own, which is never given again. */
export interface Collection<Thing extends JsonObject> {
  list(): readonly Stored<Thing>[];
  get(id: number): Stored<Thing> | undefined;
  add(thing: Thing): Stored<Thing>;
  /** Whether there was one to replace. */
  replace(id: number, thing: Thing): boolean;
  /** Whether there was one to remove. */
  remove(id: number): boolean;
}

export type Stored<Thing extends JsonObject> = Thing & { readonly id: number };

interface Kept {
  readonly database: DatabaseSync;
  /** Is told of every change. */
  readonly changed: () => void;
}

/** Keeps things as JSON; what they hold is for whoever adds them to check. */
export function createCollection<Thing extends JsonObject>(
  { database, changed }: Kept,
  kind: string,
): Collection<Thing> {
  const list = database.prepare("SELECT id, body FROM documents WHERE kind = ? ORDER BY id");
  const get = database.prepare("SELECT id, body FROM documents WHERE kind = ? AND id = ?");
  const nextId = database.prepare(
    "INSERT INTO next_ids VALUES (?, 1) ON CONFLICT DO UPDATE SET id = id + 1 RETURNING id",
  );
  const insert = database.prepare("INSERT INTO documents VALUES (?, ?, ?)");
  const update = database.prepare("UPDATE documents SET body = ? WHERE kind = ? AND id = ?");
  const remove = database.prepare("DELETE FROM documents WHERE kind = ? AND id = ?");
  const read = (row: Readonly<Record<string, unknown>>): Stored<Thing> => ({
    ...(JSON.parse(String(row["body"])) as Thing),
    id: Number(row["id"]),
  });

  return {
    list: () => list.all(kind).map(read),
    get(id) {
      const row = get.get(kind, id);
      return row && read(row);
    },
    add(thing) {
      const id = Number(nextId.get(kind)?.["id"]);
      insert.run(kind, id, JSON.stringify(thing));
      changed();
      return { ...thing, id };
    },
    replace(id, thing) {
      changed();
      return update.run(JSON.stringify(thing), kind, id).changes > 0;
    },
    remove(id) {
      changed();
      return remove.run(kind, id).changes > 0;
    },
  };
}
