import {
  createProcessSandbox,
  type ProcessSandboxOptions,
  type ScriptSandbox,
} from "../sdk/index.ts";

/** Scripts of strangers run in processes of their own, which start when the first one does and end with `work`. */
export async function withSandbox<T>(
  work: (sandbox: ScriptSandbox) => Promise<T>,
  options: ProcessSandboxOptions = {},
): Promise<T> {
  const sandbox = createProcessSandbox(options);
  try {
    return await work(sandbox);
  } finally {
    await sandbox.dispose();
  }
}
