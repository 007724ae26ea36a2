import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { MediationError } from "../../sdk/index.ts";
import { bundleScript, needsBundling } from "./bundle-script.ts";
import { inlineSourceMap } from "./inline-source-map.ts";
import { whyUnreadable } from "./why-unreadable.ts";

/** A decision script as it can run, and what it was made of. */
export interface ScriptFile {
  /** The file as the user named it; what messages call the script. */
  readonly name: string;
  readonly source: string;
  /** Absolute paths: the file, and what it was bundled from. */
  readonly files: readonly string[];
}

/**
 * Reads a decision script, with the source map that lies beside it; TypeScript and modules are bundled.
 *
 * @throws MediationError ERR_SCRIPT_UNREADABLE, ERR_SCRIPT_UNBUILDABLE
 */
export async function readScriptFile(
  name: string,
  { folder = process.cwd() }: { readonly folder?: string } = {},
): Promise<ScriptFile> {
  const path = resolve(folder, name);
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const why = whyUnreadable(error);
    throw new MediationError("ERR_SCRIPT_UNREADABLE", `Cannot read "${name}": ${why}.`, {
      details: { files: [path] },
      cause: error,
    });
  });
  if (needsBundling(name, text)) {
    const { text: source, files } = await bundleScript({ name, folder });
    return { name, source, files };
  }
  return { name, source: await inlineSourceMap(text, { path, name }), files: [path] };
}
