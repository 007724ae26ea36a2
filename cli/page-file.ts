import { accessSync, constants, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, resolve, sep } from "node:path";
import { MediationError } from "../sdk/index.ts";
import {
  describePage,
  findTemplate,
  renderPage,
  type PageExtras,
  type PageSource,
} from "../studio/index.ts";
import type { CliIo } from "./cli-io.ts";
import { reasonOf } from "./file-error.ts";

/** Where a page goes. */
export interface PageFile {
  readonly path: string;
  /** Absolute paths that must not be written to. */
  readonly inputs: readonly string[];
}

/** What a page shows: a run, or two that it compares. */
export interface PageContent extends PageExtras {
  readonly runs: readonly [PageSource, ...PageSource[]];
}

/** What every page has in it, and hardly anything else. */
const mark = 'id="page-data"';

/**
 * Looks whether the page may be written, before anybody works for it. What stands there under a name that nobody
 * chose is only replaced if it is such a page too.
 *
 * @throws MediationError ERR_CLI_UNWRITABLE
 */
export function checkPageFile({ path, inputs }: PageFile, io: CliIo, isChosen: boolean): void {
  const absolutePath = resolve(io.cwd, path);
  if (inputs.includes(absolutePath)) throw unwritable(path, "what it is to show is read from it");
  checkAccess(path, absolutePath);
  const there = isChosen ? undefined : readIfThere(absolutePath);
  if (there === undefined || there.includes(mark)) return;
  throw unwritable(path, "it is there already, and is no page of Fledgling's");
}

function checkAccess(path: string, absolutePath: string): void {
  try {
    const found = statSync(absolutePath, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw new Error("it is a folder");
    // Behind a slash, only a folder is found.
    accessSync(found === undefined ? dirname(absolutePath) + sep : absolutePath, constants.W_OK);
  } catch (cause) {
    throw unwritable(path, reasonOf(cause), cause);
  }
}

/**
 * Writes a page about one run, or about two, and says how big it is.
 *
 * @throws MediationError ERR_CLI_UNWRITABLE, ERR_PAGE_TEMPLATE
 */
export async function writePage(
  path: string,
  { runs: [run, other], ...extras }: PageContent,
  io: CliIo,
): Promise<string> {
  const template = await findTemplate((line) => io.stderr(`${line}\n`));
  const html = renderPage(template, describePage(run, other, extras));
  try {
    writeFileSync(resolve(io.cwd, path), html);
  } catch (cause) {
    throw unwritable(path, reasonOf(cause), cause);
  }
  return `wrote ${path} (${wordSize(Buffer.byteLength(html))})`;
}

/** The name of what is shown, with the ending of a page: beside it, and never it. */
export function namePage([path = "", ...others]: readonly string[]): string {
  const stem = path.slice(0, path.length - extname(path).length);
  const names = others.map((other) => `-against-${basename(other, extname(other))}`);
  return `${stem}${names.join("")}.html`;
}

function readIfThere(absolutePath: string): string | undefined {
  try {
    return readFileSync(absolutePath, "utf8");
  } catch {
    return undefined;
  }
}

function wordSize(bytes: number): string {
  const kilobytes = bytes / 1000;
  return kilobytes < 1000 ? `${Math.ceil(kilobytes)} kB` : `${(kilobytes / 1000).toFixed(1)} MB`;
}

function unwritable(path: string, why: string, cause?: unknown): MediationError {
  return new MediationError("ERR_CLI_UNWRITABLE", `Cannot write the page to "${path}": ${why}.`, {
    hint: "Choose another file: -o page.html",
    cause,
  });
}
