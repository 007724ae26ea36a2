import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Cap, LoadedAd } from "../../sdk/index.ts";
import { aFillingAdapter, aMediation, type Mediation } from "../support/a-mediation.ts";

/** Small numbers, so that boundaries are met exactly and often. */
const span = fc.integer({ min: 1, max: 6 }).map((tens) => tens * 10);
const window = fc.record({ impressions: fc.integer({ min: 1, max: 3 }), windowMs: span });
const pacing = fc.record({ minIntervalMs: span });
const cap: fc.Arbitrary<Cap | undefined> = fc.option(
  fc.oneof(
    window,
    pacing,
    fc.tuple(window, pacing).map(([one, other]) => ({ ...one, ...other })),
  ),
  { nil: undefined },
);

const SLOTS = ["level-end", "menu"] as const;
const NODES = ["alpha", "beta", "gamma"] as const;
const USERS = ["ada", "bob"] as const;

interface Caps {
  readonly app: Cap | undefined;
  readonly user: Cap | undefined;
  readonly slots: readonly (Cap | undefined)[];
  readonly nodes: readonly (Cap | undefined)[];
}

const caps: fc.Arbitrary<Caps> = fc.record({
  app: cap,
  user: cap,
  slots: fc.tuple(cap, cap),
  nodes: fc.tuple(cap, cap, cap),
});

type Act =
  | { readonly kind: "request"; readonly slot: number; readonly user: number }
  | { readonly kind: "show"; readonly ad: number }
  | { readonly kind: "advance"; readonly byMs: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant("request"), slot: fc.nat(1), user: fc.nat(1) }),
  fc.record({ kind: fc.constant("show"), ad: fc.nat(3) }),
  fc.record({ kind: fc.constant("advance"), byMs: fc.constantFrom(1, 9, 10, 20, 30) }),
);

interface Seen {
  readonly atMs: number;
  readonly slotId: string;
  readonly userId: string;
  readonly nodeId: string | undefined;
}

interface Ready {
  readonly ad: LoadedAd;
  readonly userId: string;
}

/** Carries acts out, and notes each answer with the one that was to be expected. */
class Phone {
  readonly seen: Seen[] = [];
  readonly answers: { readonly given: unknown; readonly expected: unknown }[] = [];
  private readonly ready: Ready[] = [];
  private readonly mediation: Mediation;
  private readonly caps: Caps;

  constructor(mediation: Mediation, drawn: Caps) {
    this.mediation = mediation;
    this.caps = drawn;
  }

  async carryOut(each: Act): Promise<void> {
    if (each.kind === "advance") await this.mediation.clock.sleep(each.byMs);
    if (each.kind === "request") await this.request(SLOTS[each.slot] ?? "", USERS[each.user] ?? "");
    if (each.kind !== "show") return;
    for (const held of this.ready.splice(each.ad, 1)) await this.show(held);
  }

  private async request(slotId: string, userId: string): Promise<void> {
    const result = await this.mediation.sdk.requestAd({ slotId, user: { id: userId } });
    const ad = result.kind === "filled" ? result.ad : undefined;
    const open = this.isOpen(slotId, userId) ? NODES : [];
    const expected = open.find((nodeId) => this.isNodeOpen(slotId, nodeId));
    this.answers.push({ given: ad?.nodeId, expected });
    if (ad !== undefined) this.ready.push({ ad, userId });
  }

  private async show({ ad, userId }: Ready): Promise<void> {
    const { slotId, nodeId = "" } = ad;
    const isAllowed = this.isOpen(slotId, userId) && this.isNodeOpen(slotId, nodeId);
    const { kind } = await ad.show();
    this.answers.push({ given: kind, expected: isAllowed ? "shown" : "not-shown" });
    if (kind !== "shown") return;
    await ad.reportImpression();
    this.seen.push({ atMs: this.mediation.clock.elapsedMs(), slotId, userId, nodeId });
  }

  private isOpen(slotId: string, userId: string): boolean {
    const { app, user, slots } = this.caps;
    const slot = slots[SLOTS.findIndex((each) => each === slotId)];
    return this.allows(app, {}) && this.allows(slot, { slotId }) && this.allows(user, { userId });
  }

  private isNodeOpen(slotId: string, nodeId: string): boolean {
    const node = this.caps.nodes[NODES.findIndex((each) => each === nodeId)];
    return this.allows(node, { slotId, nodeId });
  }

  private allows(of: Cap | undefined, counted: Partial<Seen>): boolean {
    const { impressions = Infinity, windowMs = 0, minIntervalMs = 0 } = of ?? {};
    const nowMs = this.mediation.clock.elapsedMs();
    const times = timesOf(this.seen, counted);
    const inWindow = times.filter((atMs) => atMs > nowMs - windowMs);
    return inWindow.length < impressions && times.every((atMs) => nowMs - atMs >= minIntervalMs);
  }
}

function timesOf(seen: readonly Seen[], counted: Partial<Seen>): readonly number[] {
  const wanted = Object.entries(counted);
  return seen
    .filter((each) => wanted.every(([key, value]) => each[key as keyof Seen] === value))
    .map(({ atMs }) => atMs);
}

function openMediation({ app, user, slots, nodes }: Caps): Promise<Mediation> {
  return aMediation({
    adapters: NODES.map((nodeId) => aFillingAdapter(nodeId)),
    nodes: NODES.map((nodeId, index) => ({ nodeId, ...capped(nodes[index]) })),
    slots: SLOTS.map((slotId, index) => ({ slotId, format: "banner", ...capped(slots[index]) })),
    mediation: { caps: { app, user } },
  });
}

function capped(of: Cap | undefined): { readonly cap?: Cap } {
  return of === undefined ? {} : { cap: of };
}

it("refuses what a cap does not allow and nothing else, and lets no capped node stop the others", async () => {
  await fc.assert(
    fc.asyncProperty(caps, fc.array(act, { maxLength: 40 }), async (drawn, acts) => {
      const mediation = await openMediation(drawn);
      const phone = new Phone(mediation, drawn);

      for (const each of acts) await phone.carryOut(each);
      await mediation.sdk.dispose();

      expect(phone.answers.map(({ given }) => given)).toEqual(
        phone.answers.map(({ expected }) => expected),
      );
      expect(heldCaps(drawn, phone.seen).filter(isOverrun)).toEqual([]);
    }),
  );
});

interface Held {
  readonly cap: Cap | undefined;
  readonly times: readonly number[];
}

function heldCaps({ app, user, slots, nodes }: Caps, seen: readonly Seen[]): readonly Held[] {
  return [
    { cap: app, times: timesOf(seen, {}) },
    ...USERS.map((userId) => ({ cap: user, times: timesOf(seen, { userId }) })),
    ...SLOTS.flatMap((slotId, slot) => [
      { cap: slots[slot], times: timesOf(seen, { slotId }) },
      ...NODES.map((nodeId, node) => ({
        cap: nodes[node],
        times: timesOf(seen, { slotId, nodeId }),
      })),
    ]),
  ];
}

/** Whether some window holds too many impressions, or some interval is too short. */
function isOverrun({ cap: of, times }: Held): boolean {
  const { impressions = Infinity, windowMs = 0, minIntervalMs = 0 } = of ?? {};
  return times.some((atMs, index) => {
    const inWindow = times.slice(0, index + 1).filter((each) => each > atMs - windowMs);
    const sinceLastMs = atMs - (times[index - 1] ?? -Infinity);
    return inWindow.length > impressions || sinceLastMs < minIntervalMs;
  });
}
