import type { AnyNode } from "acorn";
import { addressesIn, authorityOf, type Address } from "../facts/addresses.ts";
import { PLACEHOLDER } from "../facts/uri-parts.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

/** A host that runs into its path is another host, and a report to it is withheld. */
export const missingSlash: LintRule = {
  code: "FL501",
  name: "missing-slash",
  severity: "error",
  about: "No slash between the host and the path of an address that is put together.",
  hint: 'Begin the path with a slash: "/report".',
  check({ script }) {
    return addressesIn(script).flatMap((address): readonly Finding[] => {
      const at = findSeam(address);
      return at === undefined
        ? []
        : [{ at, message: "Host and path run into one another: there is no slash between them." }];
    });
  },
};

/** The text that goes on where a host has ended. */
function findSeam(address: Address): AnyNode | undefined {
  const begin = authorityOf(address);
  if (begin === undefined) return undefined;
  const { authority, start } = begin;
  // What has a dot after a value may be the rest of a host.
  const afterValue = new RegExp(`${PLACEHOLDER}(?=[\\w-]+$)`).exec(authority);
  if (afterValue !== null) return address.partAt(start + afterValue.index + 1)?.node;
  const seam = Array.from(authority).findIndex((_, index) =>
    isSeam(address, { authority, start, index }),
  );
  return seam === -1 ? undefined : address.partAt(start + seam)?.node;
}

/** Whether two texts that are put together make one word of the end of a host and the beginning of a path. */
function isSeam(
  { partAt }: Address,
  {
    authority,
    start,
    index,
  }: { readonly authority: string; readonly start: number; readonly index: number },
): boolean {
  const [before, after] = [partAt(start + index - 1), partAt(start + index)];
  if (index === 0 || before === after || before?.kind !== "text" || after?.kind !== "text")
    return false;
  const isWithinWord = /^\w{2}$/.test(authority.slice(index - 1, index + 1));
  return isWithinWord && authority.slice(0, index).includes(".");
}
