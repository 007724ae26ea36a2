import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
} from "node:fs";
import { findPackageJSON } from "node:module";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import { chromium, type Browser } from "playwright-core";

const ROOT = path.resolve(import.meta.dirname, "..");

/** What the npm package holds: one headless Chromium, for one platform. */
export const HAS_BROWSER = process.platform === "linux" && process.arch === "x64";

/**
 * Starts a browser that needs nothing installed beside the npm packages. Without its sandbox, which containers do not
 * permit; with a process for each page, since with one for all, a closed page takes the browser along.
 */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await unpackBrowser(),
    args: ["--no-sandbox", "--disable-gpu"],
    timeout: 60_000,
  });
}

/** Takes some seconds the first time; an interrupted one leaves nothing that a later one would take for a browser. */
async function unpackBrowser(): Promise<string> {
  const folder = path.join(ROOT, "node_modules/.cache/fledgling");
  const executable = path.join(folder, `chromium-${readBrowserVersion()}`);
  if (existsSync(executable)) return executable;

  const packed = new URL("../bin/chromium.br", import.meta.resolve("@sparticuz/chromium"));
  const unfinished = `${executable}-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  await pipeline(
    createReadStream(fileURLToPath(packed)),
    createBrotliDecompress(),
    createWriteStream(unfinished, { mode: 0o755 }),
  );
  renameSync(unfinished, executable);
  return executable;
}

function readBrowserVersion(): string {
  const manifest = findPackageJSON("@sparticuz/chromium", import.meta.url);
  if (manifest === undefined) throw new Error("@sparticuz/chromium is not installed.");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string }).version;
}
