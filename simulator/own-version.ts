import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";

/** The version of this Fledgling, as its package.json has it. */
export function readOwnVersion(): string {
  const path = findPackageJSON(import.meta.url);
  if (path === undefined) throw new Error("Fledgling's own package.json is missing.");
  const { version } = JSON.parse(readFileSync(path, "utf8")) as { readonly version: string };
  return version;
}
