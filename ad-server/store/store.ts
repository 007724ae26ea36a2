import type { DatabaseSync } from "node:sqlite";
import type { JsonObject } from "../../sdk/foundation/json.ts";
import { createCollection, type Collection } from "./collection.ts";
import { explainFailure, IN_MEMORY, openDatabase } from "./open-database.ts";

/** Everything the platform remembers. The one door to SQLite: everybody else knows collections and tables only. */
export interface Store {
  collection<Thing extends JsonObject>(kind: string): Collection<Thing>;
  /** All of it happens, or nothing; transactions do not nest. */
  transaction<T>(work: () => T): T;
  /** For the tables beside it, which speak SQL. */
  readonly database: DatabaseSync;
  /** The file, or that there is none. */
  readonly file: string;
  close(): void;
}

/** @throws MediationError ERR_STORE_UNREADABLE, ERR_STORE_NEWER, ERR_STORE_UNWRITABLE */
export function openStore(file: string = IN_MEMORY): Store {
  const database = openDatabase(file);
  return {
    database,
    file,
    collection: (kind) => createCollection(database, kind),
    transaction(work) {
      try {
        database.exec("BEGIN IMMEDIATE");
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        if (database.isTransaction) database.exec("ROLLBACK");
        throw isOfSqlite(error) ? explainFailure(file, error) : error;
      }
    },
    close: () => database.close(),
  };
}

function isOfSqlite(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
}
