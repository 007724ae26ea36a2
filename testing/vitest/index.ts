/** Door for those who test with Vitest: `expect.extend(fledglingMatchers)`, `test.extend<FledglingFixtures>(fledglingFixtures)`. */
// oxlint-disable-next-line import/no-empty-named-blocks, unicorn/require-module-specifiers -- makes the module known that is widened below
import type {} from "vitest";
import type { FledglingMatchers } from "./matchers.ts";

export {
  fledglingFixtures,
  type CallToTest,
  type FledglingFixtures,
  type RunToTest,
} from "./fixtures.ts";
export { fledglingMatchers, type FledglingMatchers } from "./matchers.ts";

declare module "vitest" {
  interface Matchers<
    R extends void | Promise<void> = void | Promise<void>,
    // Interfaces of one name have to have the same parameters.
    T = unknown,
  > extends FledglingMatchers<R> {}
}
