import type { DatabaseSync } from "node:sqlite";
import type { JsonObject } from "../../sdk/foundation/json.ts";
import { createCollection, type Collection } from "./collection.ts";
import { explainFailure, IN_MEMORY, isOfSqlite, openDatabase } from "./open-database.ts";

/** Everything the platform remembers. The one door to SQLite: everybody else knows collections and tables only. */
export interface Store {
  collection<Thing extends JsonObject>(kind: string): Collection<Thing>;
  /** All of it happens, or nothing; transactions do not nest. */
  transaction<T>(work: () => T): T;
  /** Another one whenever what collections hold may have changed, whoever changed it. */
  revision(): string;
  /** For the tables beside it, which speak SQL. */
  readonly database: DatabaseSync;
  /** The file, or that there is none. */
  readonly file: string;
  close(): void;
}

/** @throws MediationError ERR_STORE_UNREADABLE, ERR_STORE_NEWER, ERR_STORE_UNWRITABLE */
export function openStore(file: string = IN_MEMORY, isDurable = false): Store {
  const database = openDatabase(file, isDurable);
  let changes = 0;
  const changed = (): void => void (changes += 1);
  const othersChanges = database.prepare("PRAGMA data_version");
  return {
    database,
    file,
    collection: (kind) => createCollection({ database, changed }, kind),
    revision: () => `${changes} ${String(othersChanges.get()?.["data_version"])}`,
    transaction(work) {
      try {
        database.exec("BEGIN IMMEDIATE");
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        if (database.isTransaction) database.exec("ROLLBACK");
        changed();
        throw isOfSqlite(error) ? explainFailure(file, error) : error;
      }
    },
    close: () => database.close(),
  };
}
