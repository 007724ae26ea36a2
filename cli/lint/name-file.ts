import { relative } from "node:path";

/** How messages name a file: from where we are, unless it is elsewhere. */
export function nameFile(file: string, cwd: string): string {
  const name = relative(cwd, file);
  return name.startsWith("..") ? file : name;
}
