import {
  createCoverageSandbox,
  createProcessSandbox,
  type CoverageSandbox,
  type ProcessSandboxOptions,
  type ScriptSandbox,
} from "../sdk/index.ts";

/** Scripts of strangers run in processes of their own, which start when the first one does and end with `work`. */
export async function withSandbox<T>(
  work: (sandbox: ScriptSandbox) => Promise<T>,
  options: ProcessSandboxOptions = {},
): Promise<T> {
  return await withDisposal(work, createProcessSandbox(options));
}

/** The same with a sandbox that counts what of scripts runs. */
export async function withCoverageSandbox<T>(
  work: (sandbox: CoverageSandbox) => Promise<T>,
): Promise<T> {
  return await withDisposal(work, createCoverageSandbox());
}

async function withDisposal<Sandbox extends ScriptSandbox, T>(
  work: (sandbox: Sandbox) => Promise<T>,
  sandbox: Sandbox,
): Promise<T> {
  try {
    return await work(sandbox);
  } finally {
    await sandbox.dispose();
  }
}
