import { expect, it } from "vitest";
import { createLateFills, type LateFill } from "../../../../sdk/mediation/network/late-fills.ts";

function aLateFill(nodeId: string, renderUri = "https://alpha.example/ad"): LateFill {
  const fill = { kind: "fill", renderUri } as const;
  return { slotId: "home", nodeId, requestId: "request-1", fill, arrivedAtMs: 0, lifeMs: 1_000 };
}

it("gives an ad to its own node of its own slot, once", () => {
  const lateFills = createLateFills();
  const late = aLateFill("alpha");

  const notKept = lateFills.keep(late);

  expect(notKept).toEqual([]);
  expect(lateFills.take({ slotId: "home", nodeId: "beta" })).toBeUndefined();
  expect(lateFills.take({ slotId: "start", nodeId: "alpha" })).toBeUndefined();
  expect(lateFills.take({ slotId: "home", nodeId: "alpha" })).toBe(late);
  expect(lateFills.take({ slotId: "home", nodeId: "alpha" })).toBeUndefined();
});

it("gives back what it is closed with, and whatever comes then", () => {
  const lateFills = createLateFills();
  const [early, late] = [aLateFill("alpha"), aLateFill("beta")];
  lateFills.keep(early);

  const left = lateFills.close();
  const notKept = lateFills.keep(late);

  expect([left, notKept, lateFills.close()]).toEqual([[early], [late], []]);
});
