import { cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Builds the page into one file; only a clone of the repository has what that takes. Whoever reads the file
 * meanwhile finds it whole.
 */
export async function buildTemplate(sourceFolder: string, file: string): Promise<void> {
  const { build } = await import("vite");
  const outDir = await mkdtemp(path.join(tmpdir(), "fledgling-page-"));
  try {
    const configFile = path.join(sourceFolder, "vite.config.ts");
    await build({ configFile, logLevel: "error", build: { outDir, emptyOutDir: true } });
    await mkdir(path.dirname(file), { recursive: true });
    const beside = `${file}.${process.pid}`;
    await cp(path.join(outDir, "index.html"), beside);
    await rename(beside, file);
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}
