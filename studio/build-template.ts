import { cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** What the libraries in the page want to be told with it. */
const noticesFile = "THIRD-PARTY-NOTICES.md";

/**
 * Builds the page into one file, and beside it the notices of whose work it holds; only a clone of the repository has
 * what that takes. Whoever reads the file meanwhile finds it whole.
 */
export async function buildTemplate(sourceFolder: string, file: string): Promise<void> {
  const { build } = await import("vite");
  const outDir = await mkdtemp(path.join(tmpdir(), "fledgling-page-"));
  try {
    const configFile = path.join(sourceFolder, "vite.config.ts");
    await build({ configFile, logLevel: "error", build: { outDir, emptyOutDir: true } });
    const folder = path.dirname(file);
    await mkdir(folder, { recursive: true });
    await replace(path.join(outDir, noticesFile), path.join(folder, noticesFile));
    await replace(path.join(outDir, "index.html"), file);
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

async function replace(source: string, file: string): Promise<void> {
  const beside = `${file}.${process.pid}`;
  await cp(source, beside);
  await rename(beside, file);
}
