import { findPackageJSON } from "node:module";

/** Path of our own package.json: in the clone, or in node_modules where Fledgling is installed. */
export function findPackageFile(): string {
  const path = findPackageJSON(import.meta.url);
  if (path === undefined) throw new Error("Fledgling's own package.json is missing.");
  return path;
}
