import path from "node:path";
import type { Plugin } from "vitest/config";
import type { Reporter, TestModule, Vitest } from "vitest/node";
import { findUnproven, readFacts, ROOT, type RanTest } from "./fidelity-facts.ts";

/**
 * Fails a run in which a row of `docs/fidelity.md` went unproven: the test it cites is gone, was skipped or
 * failed. A plugin, because a reporter that is configured gives way to any that is named on the command line.
 */
export function fidelityPlugin(): Plugin {
  const reporter = createFidelityReporter();
  return {
    name: "fidelity",
    configureVitest({ vitest: { config } }) {
      // Every project of the run comes by here.
      if (!config.reporters.includes(reporter)) config.reporters.push(reporter);
    },
  };
}

/** A run that picks tests by name is left alone. */
function createFidelityReporter(): Reporter {
  let vitest: Vitest | undefined;
  return {
    onInit(instance) {
      vitest = instance;
    },
    onTestRunEnd(modules) {
      if (vitest === undefined || vitest.getGlobalTestNamePattern() !== undefined) return;
      const unproven = findUnproven(readFacts(), modules.flatMap(testsIn));
      if (unproven.length === 0) return;
      const count = unproven.length === 1 ? "1 proof is" : `${unproven.length} proofs are`;
      vitest.logger.error(`\ndocs/fidelity.md: ${count} missing.\n${unproven.join("\n")}\n`);
      process.exitCode = 1;
    },
  };
}

function testsIn(module: TestModule): readonly RanTest[] {
  const file = path.relative(ROOT, module.moduleId);
  return Array.from(module.children.allTests(), (test) => ({
    file,
    name: test.name,
    state: test.result().state,
  }));
}
