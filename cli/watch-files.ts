import { existsSync, watch, type FSWatcher } from "node:fs";
import { basename, dirname } from "node:path";

/** Editors save in several steps; what follows within this time is the same save. */
const settleMs = 50;

/**
 * Resolves after one of `files` has changed, or a file of such a name beside them, or once `signal` aborts. Folders
 * are watched rather than files, since many editors save by putting a new file in the place of the old one.
 */
export async function nextChange(
  files: readonly string[],
  signal: AbortSignal,
  isSuchName: (name: string) => boolean = () => false,
): Promise<void> {
  const over = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  const onChange = (): void => {
    clearTimeout(timer);
    timer = setTimeout(over.resolve, settleMs);
  };
  const watchers = watchFolders(files, onChange, isSuchName);
  const stop = (): void => over.resolve();
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  try {
    await over.promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    for (const watcher of watchers) watcher.close();
  }
}

function watchFolders(
  files: readonly string[],
  onChange: () => void,
  isSuchName: (name: string) => boolean,
): readonly FSWatcher[] {
  const filesByFolder = Map.groupBy(files, (file) => dirname(file));
  const folders = [...filesByFolder].filter(([folder]) => existsSync(folder));
  return folders.map(([folder, inside]) => {
    const names = new Set(inside.map((file) => basename(file)));
    const watcher = watch(folder, (_event, name) => {
      // Some systems do not say which file it was.
      if (name === null || names.has(name) || isSuchName(name)) onChange();
    });
    return watcher.on("error", onChange);
  });
}
