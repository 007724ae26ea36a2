import { describe, it } from "vitest";
import type { NetworkAdapter } from "../../sdk/adapter-kit.ts";
import { networkAdapterContract, type ContractOptions } from "../../testing/index.ts";

/** What every network adapter must do. Call it once from each adapter's own test file. */
export function describeNetworkAdapterContract(
  adapter: NetworkAdapter,
  validOptions: object,
  more: Omit<ContractOptions, "options"> = {},
): void {
  describe(`network adapter contract: ${adapter.id}`, () => {
    const tests = networkAdapterContract(adapter, { options: validOptions, ...more });
    it.each(tests)("$name", async ({ run: assertKept }) => assertKept());
  });
}
