import { spawn } from "node:child_process";
import { platform } from "node:process";

/** What opens a file in whatever the user opens such files with, by operating system. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: "open",
  win32: "explorer.exe",
};

/** Undefined once somebody whom `PATH` finds has taken the file over, else why nobody has. */
export async function openFile(
  absolutePath: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const opener = OPENERS[platform] ?? "xdg-open";
  const child = spawn(opener, [absolutePath], { detached: true, stdio: "ignore", env });
  return await new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("spawn", () => {
      child.unref();
      resolve(undefined);
    });
  });
}
