import { defineConfig } from "vitest/config";
import { fidelityPlugin } from "./test/support/fidelity-reporter.ts";

/** Tests that pack the package, or start the command, a browser or processes for scripts: as a user would, and not quick. */
const E2E_TESTS = ["test/package.test.ts", "test/**/*.e2e.test.ts"];

/** Lets `import … from "fledgling"` reach the TypeScript sources, so that no test needs a build. */
const SOURCE_CONDITION = "fledgling-source";

export default defineConfig({
  plugins: [fidelityPlugin()],
  ssr: { resolve: { conditions: [SOURCE_CONDITION, "node"] } },
  test: {
    // By itself, Vitest leaves a processor to others, and of two that is half.
    maxWorkers: "100%",
    // Processes, not threads: what a script or a test does to its process, it does to that one alone.
    pool: "forks",
    // No test waits for anything; this only ends what hangs, and a busy machine is slow.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    execArgv: [`--conditions=${SOURCE_CONDITION}`],
    coverage: {
      provider: "v8",
      include: ["{sdk,network-adapters,decision-logic,ad-server,simulator,cli}/**/*.ts"],
    },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: E2E_TESTS,
          setupFiles: ["test/support/same-luck.ts"],
          // No module keeps state, so files can share a process: four times as fast.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: "e2e", include: E2E_TESTS },
      },
    ],
  },
});
