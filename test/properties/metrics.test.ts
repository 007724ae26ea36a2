import * as fc from "fast-check";
import { expect, it } from "vitest";
import { summarizeTrace, toPerfetto } from "../../simulator/index.ts";
import { MediationEventSchema, type MediationEvent } from "../../sdk/index.ts";
import { aTrace } from "../support/a-trace.ts";
import { anyEvent, EVENT_ARBITRARIES } from "../support/any-event.ts";

const requestIds = ["request-1", "request-2", "request-3"];
const networkIds = ["alpha", "beta", "gamma"];

/** What a request has once. */
const ONCE = /^(?:request\.started|request\.finished|chain\.fetched|ad\.selected|session\.)/;

function aRequest(requestId: string, winner: string | undefined): readonly MediationEvent[] {
  const slot = { slotId: "home", format: "banner" } as const;
  const ofRequest = { atMs: 0, requestId };
  const adId = requestId.replace("request", "ad");
  const nodes = networkIds.map((id) => ({ nodeId: id, networkId: id, adapter: "x", ecpmUsd: 2 }));
  const kind = winner === undefined ? "no-fill" : "filled";
  return [
    { type: "request.started", ...ofRequest, ...slot, totalTimeoutMs: 9, endpointTimeoutMs: 9 },
    { type: "chain.fetched", ...ofRequest, chainId: "c", nodes },
    ...(winner === undefined
      ? []
      : ([
          {
            type: "ad.selected",
            ...ofRequest,
            adId,
            slotId: "home",
            networkId: winner,
            nodeId: winner,
            source: "node",
            renderUri: "https://a.example/ad",
            cpmUsd: 2.5,
          },
        ] as const)),
    { type: "request.finished", ...ofRequest, kind, latencyMs: 7 },
  ];
}

/** Three requests, and around them whatever events there are, in no order that any run would have. */
const soup = fc
  .record({
    winners: fc.tuple(...requestIds.map(() => fc.constantFrom(undefined, ...networkIds))),
    events: fc.array(
      anyEvent.filter(({ type }) => !ONCE.test(type)),
      { maxLength: 120 },
    ),
  })
  .map(({ winners, events }) =>
    aTrace(...requestIds.flatMap((id, index) => aRequest(id, winners[index])), ...events),
  );

/** Every number of a document, under its path. */
function numbersOf(value: unknown, path = ""): readonly (readonly [string, number])[] {
  if (typeof value === "number") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersOf(inner, `${path}.${key}`));
}

function add(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

it("makes only events that the schema of the trace lets in", () => {
  for (const arbitrary of EVENT_ARBITRARIES.values()) {
    fc.assert(
      fc.property(arbitrary, (event) => MediationEventSchema.safeParse(event).success),
      { numRuns: 20 },
    );
  }
});

it("has no metric that is no number, and no rate beyond 0 and 1", () => {
  fc.assert(
    fc.property(soup, (events) => {
      const numbers = numbersOf(summarizeTrace(events));

      const rates = numbers.filter(([path]) => /(?:Rate|\.shareOf\w+)$/.test(path));
      const off = rates.filter(
        ([path, rate]) => !path.endsWith("clickThroughRate") && (rate < 0 || rate > 1),
      );
      const negative = numbers.filter(
        ([path, value]) => value < 0 && !path.endsWith("rankPriceDiscrepancy"),
      );
      expect(numbers.filter(([, value]) => !Number.isFinite(value))).toEqual([]);
      expect([off, negative]).toEqual([[], []]);
    }),
  );
});

it("has sums over networks that equal what requests came to", () => {
  fc.assert(
    fc.property(soup, (events) => {
      const { requests, networks } = summarizeTrace(events);

      for (const name of [
        "impressions",
        "revenueMicros",
        "unpaidImpressions",
        "expectedRevenueMicros",
      ] as const) {
        expect([name, add(networks.map((network) => network[name]))]).toEqual([
          name,
          requests[name],
        ]);
      }
      expect(add(Object.values(requests.revenueMicrosBy))).toBe(requests.revenueMicros);
      for (const { loads, wastedLoads, wastedBy } of networks) {
        expect(add(Object.values(wastedBy))).toBe(wastedLoads);
        expect(wastedLoads).toBeLessThanOrEqual(loads);
      }
    }),
  );
});

it("has rates of attempts that make up a whole, and shares as well", () => {
  fc.assert(
    fc.property(soup, (events) => {
      const { requests, networks } = summarizeTrace(events);

      const asked = networks.filter(({ attempts }) => attempts > 0);
      const wholes = asked.map(({ matchRate, noFillRate, errorRate, timeoutRate, cancelledRate }) =>
        add([matchRate, noFillRate, errorRate, timeoutRate, cancelledRate].map(Number)),
      );
      const voice = add(networks.map(({ shareOfVoice }) => shareOfVoice ?? 0));
      const wallet = add(networks.map(({ shareOfWallet }) => shareOfWallet ?? 0));
      for (const whole of wholes) expect(whole).toBeCloseTo(1, 12);
      expect(voice).toBeCloseTo(requests.impressions > 0 ? 1 : 0, 12);
      expect(wallet).toBeCloseTo(requests.revenueMicros > 0 ? 1 : 0, 12);
    }),
  );
});

it("weighs the eCPM of networks by their impressions", () => {
  const ofShown = soup.map((events) => {
    const seen = new Set(
      events.flatMap((event) => (event.type === "impression.reported" ? event.adId : [])),
    );
    const winners = events.filter((event) => event.type === "ad.selected");
    return events.filter(
      (event) =>
        event.type !== "revenue.paid" ||
        winners.some(
          ({ adId, networkId }) =>
            adId === event.adId && networkId === event.networkId && seen.has(adId),
        ),
    );
  });
  fc.assert(
    fc.property(ofShown, (events) => {
      const { requests, networks } = summarizeTrace(events);

      const weighed = networks.map(
        ({ observedEcpmUsd, shareOfVoice }) => (observedEcpmUsd ?? 0) * (shareOfVoice ?? 0),
      );
      expect(add(weighed)).toBeCloseTo(requests.observedEcpmUsd ?? 0, 9);
    }),
  );
});

it("draws every soup in whole microseconds", () => {
  fc.assert(
    fc.property(soup, (events) => {
      const { traceEvents } = toPerfetto(events);

      const times = traceEvents.flatMap(({ ts, dur }) => [ts ?? 0, dur ?? 0]);
      expect(times.filter((time) => !Number.isInteger(time))).toEqual([]);
    }),
  );
});
