import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { findPackageFile } from "./own-package.ts";

/** The example that shows everything at once. */
export function findFlagship(cwd: string): string {
  return relative(cwd, join(dirname(findPackageFile()), "examples", "01-waterfall"));
}

/** What is meant when nobody names a scenario. */
export function findDefaultScenario(cwd: string): string {
  const here = "scenario.yaml";
  return existsSync(join(cwd, here)) ? here : findFlagship(cwd);
}
