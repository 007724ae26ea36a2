import { basename } from "node:path";
import { messageOf } from "../../sdk/index.ts";

/** Why a module of the user's could not be loaded: what happened, where in it, and what to do. */
export function describeModuleTrouble(error: unknown, absolutePath: string): string {
  const [message = ""] = messageOf(error).split("\n");
  const name = basename(absolutePath);
  const missing = missingPackage(message);
  if (missing === "fledgling") {
    return 'finds no package "fledgling": run "npm install --save-dev fledgling" in its folder, or keep it inside your clone of Fledgling';
  }
  if (missing !== undefined) {
    return `finds no package "${missing}": run "npm install ${missing}" in its folder`;
  }
  if (message.includes("node_modules") && /strip/i.test(message)) {
    return "is TypeScript below node_modules, which Node does not run: copy it out of there";
  }
  const line = lineWithin(error, name);
  const place = line === undefined ? `; run "node ${name}" to see where` : ` (${name}:${line})`;
  return `throws when it is loaded: ${message}${place}`;
}

/** `fledgling` of `Cannot find package 'fledgling/adapter-kit'`; a path names no package. */
function missingPackage(message: string): string | undefined {
  const named = /Cannot find (?:package|module) '((?:@[^/']+\/)?[^./'@][^/']*)/.exec(message);
  return named?.[1];
}

/** The first line of the module that the stack names, with or without an address around it. */
function lineWithin(error: unknown, name: string): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const places = stack.split(name).slice(1);
  return places.flatMap((rest) => /^(?:\?[^:\s)]*)?:(\d+)/.exec(rest)?.[1] ?? [])[0];
}
