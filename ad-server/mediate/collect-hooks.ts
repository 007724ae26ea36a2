import type { ExtraHooks } from "./mediate-auction.ts";

/** What all extras have for one place of the auction: looked up once, however many bids pass it. */
export function collectHooks<Name extends keyof ExtraHooks>(
  hooks: readonly ExtraHooks[],
  name: Name,
): readonly NonNullable<ExtraHooks[Name]>[] {
  const found: NonNullable<ExtraHooks[Name]>[] = [];
  for (const { [name]: own } of hooks) if (own !== undefined) found.push(own);
  return found;
}
