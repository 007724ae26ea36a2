import { readdir } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { z } from "zod";
import type { NetworkAdapter } from "../../sdk/adapter-kit.ts";
import { nearestWord } from "../../sdk/index.ts";
import { importFresh } from "./import-fresh.ts";
import { describeModuleTrouble } from "./module-trouble.ts";
import { whyUnreadable } from "./why-unreadable.ts";
import { renderValue } from "./word-issue.ts";

/** What a scenario, or a command, names to have an adapter of its own. */
export const AdapterPathSchema = z
  .string()
  .regex(/\.m?[jt]s$/, "expected the path of a module that ends in .ts, .mts, .js or .mjs");

/** The one adapter of a module, or why there is none: a sentence about the module, and what to do. */
export type AdapterModule =
  | { readonly kind: "adapter"; readonly adapter: NetworkAdapter }
  | { readonly kind: "unusable"; readonly why: string };

/** Runs the module and takes the adapter that it exports, under whatever name. */
export async function importAdapter(path: string, folder: string): Promise<AdapterModule> {
  const absolutePath = resolve(folder, path);
  try {
    return pickAdapter(await importFresh(absolutePath));
  } catch (error) {
    const isMissing = error instanceof Error && "syscall" in error && "path" in error;
    return isMissing && error.path === absolutePath
      ? unusable(`cannot be read: ${whyUnreadable(error)}${await adviseOn(path, absolutePath)}`)
      : unusable(describeModuleTrouble(error, absolutePath));
  }
}

async function adviseOn(path: string, absolutePath: string): Promise<string> {
  const files = await readdir(dirname(absolutePath)).catch(() => []);
  const name = basename(path);
  const nearest = nearestWord(name, files);
  if (nearest === undefined) return "";
  return `, did you mean "${path.slice(0, path.length - name.length)}${nearest}"?`;
}

function pickAdapter(module: Readonly<Record<string, unknown>>): AdapterModule {
  const named = Object.entries(module).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const claims = new Map(
    named.filter(([, value]) => isClaim(value)).map(([name, value]) => [value, name]),
  );
  const [claim, ...others] = claims.keys();
  if (claim === undefined) {
    const exported = named.map(([name, value]) => `${name} (${renderExport(value)})`).join(", ");
    return unusable(
      `exports no network adapter, ${exported === "" ? "and nothing else" : `only ${exported}`}: export what defineNetworkAdapter returns`,
    );
  }
  if (others.length > 0) {
    const names = [...claims.values()].join(" and ");
    return unusable(
      `exports more than one network adapter, ${names}: give each a module of its own`,
    );
  }
  const flaw = findFlaw(claim as Claim);
  if (flaw === undefined) return { kind: "adapter", adapter: claim as NetworkAdapter };
  return unusable(`exports ${claims.get(claim)}, ${flaw}: make it with defineNetworkAdapter`);
}

/** What `defineNetworkAdapter` could have made, with members of any type. */
type Claim = Readonly<Record<"id" | "connect" | "options", unknown>>;

/** Whether somebody meant this to be an adapter. */
function isClaim(value: unknown): value is Claim {
  return typeof value === "object" && value !== null && "id" in value && "connect" in value;
}

function findFlaw({ id, connect, options }: Claim): string | undefined {
  if (typeof id !== "string" || id === "") return `whose id is ${renderValue(id)} and no name`;
  if (typeof connect !== "function")
    return `whose connect is ${renderValue(connect)} and no function`;
  const isSchema = typeof options === "object" && options !== null && "_zod" in options;
  return isSchema ? undefined : "whose options are no schema of zod 4";
}

function renderExport(value: unknown): string {
  return typeof value === "function" ? "a function" : renderValue(value);
}

function unusable(why: string): AdapterModule {
  return { kind: "unusable", why };
}
