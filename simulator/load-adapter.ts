import { MediationError } from "../sdk/index.ts";
import type { NetworkAdapter } from "../sdk/adapter-kit.ts";
import { AdapterPathSchema, importAdapter } from "./scenario/adapter-module.ts";

/**
 * Runs a module and takes the one adapter that it exports.
 *
 * @throws MediationError ERR_ADAPTER_MODULE_INVALID
 */
export async function loadAdapter(
  path: string,
  { cwd = process.cwd() }: { readonly cwd?: string } = {},
): Promise<NetworkAdapter> {
  const isModule = AdapterPathSchema.safeParse(path).success;
  const module = isModule
    ? await importAdapter(path, cwd)
    : { kind: "unusable" as const, why: "is no module: its name ends in .ts, .mts, .js or .mjs" };
  if (module.kind === "adapter") return module.adapter;
  throw new MediationError("ERR_ADAPTER_MODULE_INVALID", `"${path}" ${module.why}.`, {
    hint: "docs/how-to/add-a-network-adapter.md shows a module with an adapter.",
  });
}
