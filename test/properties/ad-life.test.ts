import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Network } from "../../sdk/adapter-kit.ts";
import { MediationError, type LoadedAd, type MediationEvent } from "../../sdk/index.ts";
import { aMediation, anAdapter, type Mediation } from "../support/a-mediation.ts";

type Behaviour = "works" | "refuses" | "fails" | "throws" | "lies" | "hangs" | "slow";

interface DrawnNetwork {
  /** Undefined: it has no such capability. */
  readonly show: Behaviour | undefined;
  readonly report: "works" | "throws" | "hangs" | "slow" | undefined;
  readonly fillMs: number;
  readonly expiresInMs: number | undefined;
}

const drawnNetwork: fc.Arbitrary<DrawnNetwork> = fc.record({
  show: fc.constantFrom(
    ...(["works", "works", "refuses", "fails", "throws", "lies", "hangs", "slow"] as const),
    undefined,
  ),
  report: fc.constantFrom("works", "works", "throws", "hangs", "slow", undefined),
  fillMs: fc.constantFrom(0, 50, 400),
  expiresInMs: fc.constantFrom(undefined, undefined, 60, 1_000),
});

const actions = ["show", "impression", "click", "reward", "hide", "drop"] as const;

/** What the app does with one of its ads: mostly what comes next in an ad's life, sometimes anything. */
const drawnAct = fc.record({
  do: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("show", "impression") },
    { weight: 2, arbitrary: fc.constantFrom("click", "reward") },
    { weight: 1, arbitrary: fc.constantFrom(...actions) },
  ),
  ad: fc.nat(1),
});

/** The same, or something with the slot, or nothing for a while. */
const drawnMove = fc.oneof(
  { weight: 8, arbitrary: drawnAct },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("request", "prefetch", "clear") }) },
  { weight: 3, arbitrary: fc.record({ waitMs: fc.constantFrom(0, 0, 1, 60, 200, 410, 940) }) },
);
type Move = typeof drawnMove extends fc.Arbitrary<infer Drawn> ? Drawn : never;

function toNetwork(
  drawn: DrawnNetwork,
  sleep: (durationMs: number) => Promise<void>,
): Partial<Network> {
  const behaviours: Record<Behaviour, () => unknown> = {
    works: async () => ({ kind: "shown" }),
    refuses: async () => ({ kind: "not-shown", reason: "no room" }),
    fails: async () => ({ kind: "error", error: { code: "1", message: "broken" } }),
    throws: () => {
      throw new Error("broken");
    },
    lies: async () => ({ kind: "splendid" }),
    hangs: () => new Promise(() => undefined),
    slow: () => sleep(300).then(() => ({ kind: "shown" })),
  };
  const { show, report } = drawn;
  return {
    ...(show !== undefined && { show: behaviours[show] as NonNullable<Network["show"]> }),
    ...(report !== undefined && {
      reportImpression: behaviours[report] as () => Promise<void>,
      reportEvent: behaviours[report] as () => Promise<void>,
    }),
  };
}

/** Does everything without waiting for it, as an impatient app would, and lets time pass in between. */
async function runApp(drawn: DrawnNetwork, format: "banner" | "rewarded", moves: readonly Move[]) {
  const { fillMs, expiresInMs } = drawn;
  let clock: Mediation["clock"] | undefined;
  const sleep = async (durationMs: number): Promise<void> => clock?.sleep(durationMs);
  const load = async () => {
    if (fillMs > 0) await sleep(fillMs);
    return { kind: "fill", renderUri: "https://alpha.example/ad", cpmUsd: 1, expiresInMs };
  };
  const refresh = format === "banner" && { refreshMs: 500 };
  const mediation = await aMediation({
    adapters: [anAdapter("alpha", load, toNetwork(drawn, sleep))],
    slots: [{ slotId: "level-end", format, ...refresh }],
    mediation: { adExpiryMs: 1_000, showTimeoutMs: 200, reportTimeoutMs: 200 },
  });
  ({ clock } = mediation);
  const ads: LoadedAd[] = [];
  const trouble: unknown[] = [];
  for (const move of moves) {
    const doing = "waitMs" in move ? clock.sleep(move.waitMs) : act(mediation, ads, move);
    const done = doing.catch((error: unknown) => trouble.push(error));
    if ("waitMs" in move) await done;
  }
  await clock.sleep(5_000);
  await mediation.sdk.dispose();
  await clock.sleep(5_000);
  return { events: mediation.events, trouble };
}

async function act(
  { sdk }: Mediation,
  ads: LoadedAd[],
  move: Exclude<Move, { readonly waitMs: number }>,
): Promise<unknown> {
  const slotId = "level-end";
  if (move.do === "prefetch") return sdk.prefetchAd({ slotId });
  if (move.do === "clear") return sdk.dropCachedAds();
  if (move.do === "request") {
    const result = await sdk.requestAd({ slotId });
    return result.kind === "filled" && ads.push(result.ad);
  }
  const ad = "ad" in move ? ads[move.ad] : undefined;
  if (ad === undefined) return undefined;
  const does = {
    show: () => ad.show(),
    impression: () => ad.reportImpression(),
    click: () => ad.reportEvent("click"),
    reward: () => ad.reward(),
    hide: () => ad.hide(),
    drop: () => ad.invalidate(),
  };
  return does[move.do]();
}

const LETTERS: Partial<Record<MediationEvent["type"], string>> = {
  "ad.selected": "a",
  "ad.cached": "c",
  "ad.taken": "t",
  "ad.expired": "x",
  "ad.dropped": "d",
  "ad.shown": "s",
  "ad.show-failed": "f",
  "impression.reported": "I",
  "impression.failed": "i",
  "impression.refused": "r",
  "revenue.paid": "$",
  "interaction.reported": "e",
  "interaction.failed": "e",
  "reward.earned": "w",
  "ad.hidden": "h",
};

/** Each ad's events in order, a letter each. */
function livesOf(events: readonly MediationEvent[]): readonly string[] {
  const lives = new Map<string, string>();
  for (const event of events) {
    const letter = LETTERS[event.type];
    if (letter === undefined || !("adId" in event) || event.adId === undefined) continue;
    lives.set(event.adId, `${lives.get(event.adId) ?? ""}${letter}`);
  }
  return [...lives.values()];
}

// Selected, perhaps cached and taken; then it ends unseen, or is shown, has one impression, is paid for it at
// most once and right away, and nothing comes after it was hidden.
const life = /^a(c?|ct)([xdf]|s(r*(I\$|i)[erw]*)?r*h?)?$/;

it("goes through each ad's life in order, whatever app and network do", async () => {
  await fc.assert(
    fc.asyncProperty(
      drawnNetwork,
      fc.constantFrom("banner" as const, "rewarded" as const),
      fc.array(drawnMove, { minLength: 6, maxLength: 30 }),
      async (network, format, moves) => {
        const first = [{ do: "request" }, { waitMs: 410 }] as const;
        const run = await runApp(network, format, [...first, ...moves]);
        const again = await runApp(network, format, [...first, ...moves]);

        const lives = livesOf(run.events);
        expect(lives.filter((each) => !life.test(each))).toEqual([]);
        expect(lives.filter((each) => each.split("w").length > 2)).toEqual([]);
        expect(run.trouble.filter((error) => !(error instanceof MediationError))).toEqual([]);
        expect(again.events).toEqual(run.events);
      },
    ),
    { numRuns: 150 },
  );
});
