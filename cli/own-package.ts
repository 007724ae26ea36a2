import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";

/** Root of the installed package: the sources in a clone, the folder in node_modules elsewhere. */
export function findPackageFile(): string {
  const path = findPackageJSON(import.meta.url);
  if (path === undefined) throw new Error("Fledgling's own package.json is missing.");
  return path;
}

export function readPackageVersion(): string {
  const { version } = JSON.parse(readFileSync(findPackageFile(), "utf8")) as { version: string };
  return version;
}
