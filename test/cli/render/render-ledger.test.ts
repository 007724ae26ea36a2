import * as fc from "fast-check";
import { createColors } from "picocolors";
import { expect, it } from "vitest";
import { renderLedger } from "../../../cli/render/render-ledger.ts";
import type { LedgerEntry } from "../../../sdk/index.ts";

const colours = createColors(false);

function aLoss(changes: Partial<LedgerEntry>): LedgerEntry {
  const loss = { rule: "targeting-missed", detail: "slot home is not shop" } as const;
  return { atMs: 20, requestId: "request-1", subject: 'bid "a"', ...loss, ...changes };
}

it("has neighbours that the same rule ended with the same values on one line", () => {
  const text = renderLedger(
    [
      aLoss({}),
      aLoss({ subject: 'bid "b"' }),
      aLoss({ subject: 'bid "c"', detail: "slot home is not hall" }),
      aLoss({ subject: 'bid "d"', requestId: "request-2" }),
      aLoss({ subject: 'node "e"', requestId: "request-2" }),
    ],
    colours,
  );

  expect(text.split("\n").slice(1)).toEqual([
    "  request-1",
    '    bids "a", "b"  targeting-missed',
    "      slot home is not shop",
    '    bid "c"  targeting-missed',
    "      slot home is not hall",
    "  request-2",
    '    bid "d"  targeting-missed',
    "      slot home is not shop",
    '    node "e"  targeting-missed',
    "      slot home is not shop",
  ]);
});

it("names everybody once and in order, whoever shares a line", () => {
  const losses = fc.array(
    fc.record({
      kind: fc.constantFrom("bid", "bid", "node", "ad selection"),
      rule: fc.constantFrom("targeting-missed", "outranked"),
      detail: fc.constantFrom("one", "other"),
    }),
  );
  fc.assert(
    fc.property(losses, (drawn) => {
      const entries = drawn.map(({ kind, ...loss }, index) =>
        aLoss({ subject: `${kind} "n${index}"`, ...loss }),
      );

      const text = renderLedger(entries, colours);

      const named = Array.from(text.matchAll(/"n(\d+)"/g), ([, index]) => Number(index));
      expect(named).toEqual([...entries.keys()]);
    }),
  );
});
