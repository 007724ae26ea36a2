import { assert, property } from "fast-check";
import { expect, it } from "vitest";
import { AuctionRecordSchema } from "../../ad-server/chains/auction-record.ts";
import { ContextualAnswerSchema } from "../../sdk/model/mediation-chain.ts";
import { decide } from "../ad-server/chains/a-seller.ts";
import { anySeller } from "../ad-server/chains/any-seller.ts";

const runs = { numRuns: 150 };

it("decides any slot of any seller, with an answer and a record that can be sent", () => {
  assert(
    property(anySeller, (seller) => {
      const { answer, record } = decide(seller);

      const sent: unknown = JSON.parse(JSON.stringify({ answer, record }));
      expect({ answer: answer && ContextualAnswerSchema.parse(answer), record }).toEqual({
        answer,
        record: AuctionRecordSchema.parse(record),
      });
      expect(sent).toEqual({ ...(answer && { answer }), record });
    }),
    runs,
  );
});

it("has a place, a rule or the last word for every bid, and one of them only", () => {
  assert(
    property(anySeller, (seller) => {
      const { record } = decide(seller);

      const { lastResort, bids } = record;
      for (const { bidId, node, rule } of bids) {
        const isLast = lastResort?.bidId === bidId && lastResort.deliveredAs !== "nothing";
        expect([node !== undefined, rule !== undefined, isLast].filter(Boolean)).toHaveLength(1);
      }
    }),
    runs,
  );
});

it("keeps to the limits of the waterfall, and to the floor of every network", () => {
  assert(
    property(anySeller, (seller) => {
      const { record, answer } = decide(seller);

      const networks = record.bids.filter(({ node }) => node !== undefined);
      const nodes = answer?.kind === "chain" ? answer.nodes.slice(0, networks.length) : [];
      const { waterfall_steps: steps = -1, waterfall_timeout_ms: timeoutMs = 15_000 } =
        seller.slot ?? {};
      const totalMs = nodes.reduce((sum, node) => sum + (node.timeoutMs ?? 0), 0);
      expect(totalMs).toBeLessThanOrEqual(timeoutMs);
      expect(nodes.length).toBeLessThanOrEqual(steps < 0 ? Infinity : Math.max(1, steps));
      for (const { ecpmUsd, floorCpmUsd = 0 } of nodes) {
        expect(ecpmUsd).toBeGreaterThanOrEqual(floorCpmUsd);
      }
    }),
    runs,
  );
});
