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

/** The npm package holds one headless Chromium, for one platform. */
const HAS_PACKED = process.platform === "linux" && process.arch === "x64";

/** Where Chrome and Chromium are when somebody has installed them. */
const INSTALLED = [
  "/opt/google/chrome/chrome",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
].find((file) => existsSync(file));

/** Whether there is a browser to try a page in: the packed one, or else one that is installed. */
export const HAS_BROWSER = HAS_PACKED || INSTALLED !== undefined;

/** Starts a browser: the one that comes with the npm packages, and an installed one where that cannot start. */
export async function openBrowser(): Promise<Browser> {
  if (!HAS_PACKED) return await start(INSTALLED);
  try {
    return await start(await unpackBrowser());
  } catch (error) {
    if (INSTALLED === undefined) throw error;
    return await start(INSTALLED);
  }
}

/**
 * Without the browser's sandbox, which containers do not permit; with a process for each page, since with one for all, a
 * closed page takes the browser along.
 */
async function start(executablePath: string | undefined): Promise<Browser> {
  if (executablePath === undefined) throw new Error("No browser: install Chrome or Chromium.");
  const args = ["--no-sandbox", "--disable-gpu"];
  return await chromium.launch({ executablePath, args, timeout: 60_000 });
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
