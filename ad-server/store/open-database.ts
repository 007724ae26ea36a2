import { DatabaseSync } from "node:sqlite";
import { MediationError, messageOf } from "../../sdk/foundation/errors.ts";
import { MIGRATIONS } from "./migrations.ts";

/** A database in memory, which ends with its process. */
export const IN_MEMORY = ":memory:";

/** How long another program may be at work on the file before that is a failure. */
const maxBusyMs = 2_000;

/**
 * Opens the file, makes it if there is none, and brings it to the present form. What has been committed survives a
 * process that is killed; durable, a power cut as well, which costs a wait for the disk at each commit.
 *
 * @throws MediationError ERR_STORE_UNREADABLE, ERR_STORE_NEWER, ERR_STORE_UNWRITABLE
 */
export function openDatabase(file: string, isDurable = false): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: maxBusyMs });
    database.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${isDurable ? "FULL" : "NORMAL"}; PRAGMA foreign_keys = ON;`,
    );
    migrate(database, file);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof MediationError ? error : explainFailure(file, error);
  }
}

function migrate(database: DatabaseSync, file: string): void {
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  if (version > MIGRATIONS.length) {
    throw new MediationError(
      "ERR_STORE_NEWER",
      `Cannot use "${file}": it has form ${version}, and this Fledgling knows forms up to ${MIGRATIONS.length}.`,
      { hint: "Update Fledgling, or name another folder." },
    );
  }
  if (version === MIGRATIONS.length) return;
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const statements of MIGRATIONS.slice(version)) database.exec(statements);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}

/** SQLite's own numbers for what went wrong (sqlite.org/rescode.html). */
const READ_FAILURES: ReadonlySet<unknown> = new Set([1, 11, 26]); // not our tables, corrupt, not a database

export function isOfSqlite(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
}

/** For whatever SQLite throws, now or later. */
export function explainFailure(file: string, error: unknown): MediationError {
  const errcode = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : 0;
  const isUnreadable = READ_FAILURES.has(errcode);
  const [code, verb] = isUnreadable
    ? (["ERR_STORE_UNREADABLE", "read"] as const)
    : (["ERR_STORE_UNWRITABLE", "write"] as const);
  return new MediationError(code, `Cannot ${verb} the database "${file}": ${messageOf(error)}.`, {
    cause: error,
    hint: isUnreadable
      ? "Name another folder, or put back a copy of the file: nothing was changed in it."
      : "Name a folder that exists, that you may write to, on a disk with room.",
  });
}
