import { resolve } from "node:path";
import { MediationError } from "../../sdk/index.ts";
import { planTestFile } from "./plan-test-file.ts";
import type { PlanOptions } from "./planning.ts";
import type { PlannedFile } from "./test-plan.ts";

/** A file of tests that could be planned, or why it could not. */
export type PlanResult =
  | { readonly kind: "planned"; readonly file: PlannedFile }
  | {
      readonly kind: "unusable";
      /** As it was asked for. */
      readonly path: string;
      readonly problem: MediationError;
      /** Absolute paths of the files that may have to be changed, or written. */
      readonly files: readonly string[];
    };

/** Reads files of tests, and all that they name: running them reads nothing more. */
export async function planTests(
  paths: readonly string[],
  options: PlanOptions,
): Promise<readonly PlanResult[]> {
  return await Promise.all(
    paths.map(async (path): Promise<PlanResult> => {
      try {
        return { kind: "planned", file: await planTestFile(path, options) };
      } catch (error) {
        if (!(error instanceof MediationError) || error.code === "ERR_INTERNAL") throw error;
        const { files } = error.details;
        const named = Array.isArray(files) ? (files as readonly string[]) : [];
        return {
          kind: "unusable",
          path,
          problem: error,
          files: [resolve(options.cwd, path), ...named],
        };
      }
    }),
  );
}
