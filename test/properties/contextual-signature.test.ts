import * as fc from "fast-check";
import {
  CONTEXTUAL_TEST_KEY,
  nodeSignatureVerifier,
  serializeContextualAds,
  type ContextualAds,
} from "fledgling";
import { expect, it } from "vitest";
import { signContextualAds } from "../../cli/contextual-keys.ts";

type SignedAds = Omit<ContextualAds, "signature">;
type AdWithBid = ContextualAds["adsWithBid"][number];

const { privateKey, publicKey } = CONTEXTUAL_TEST_KEY;

const anInteger = fc.integer({ min: 1, max: 1_000_000 });
const caps = fc.array(
  fc.record({ adCounterKey: anInteger, maxCount: anInteger, intervalMs: anInteger }),
  { maxLength: 2 },
);
const frequencyCap = fc.record(
  { win: caps, impression: caps, view: caps, click: caps },
  { requiredKeys: [] },
);
const appInstall = fc.record({ packageNames: fc.array(fc.string(), { maxLength: 3 }) });
const ad = fc.record(
  {
    renderUri: fc.webUrl(),
    metadata: fc.oneof(fc.string(), fc.dictionary(fc.string(), fc.integer())),
    adCounterKeys: fc.array(anInteger, { maxLength: 3 }),
    adFilters: fc.record({ frequencyCap, appInstall }, { requiredKeys: [] }),
    adRenderId: fc.string(),
  },
  { requiredKeys: ["renderUri", "metadata"] },
);
const adWithBid = fc.record({
  ad,
  bid: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
});
const ads: fc.Arbitrary<SignedAds> = fc.record({
  buyer: fc.domain(),
  decisionLogicUri: fc.webUrl(),
  adsWithBid: fc.array(adWithBid, { minLength: 1, maxLength: 3 }),
});

/** Each leaves one thing that is signed other than it was. */
const CHANGES: Readonly<Record<string, (ads: SignedAds) => SignedAds>> = {
  buyer: (from) => ({ ...from, buyer: `x${from.buyer}` }),
  "decision logic": (from) => ({ ...from, decisionLogicUri: `${from.decisionLogicUri}x` }),
  "number of ads": ({ adsWithBid, ...from }) => ({ ...from, adsWithBid: adsWithBid.slice(1) }),
  bid: changeFirst(({ bid, ...from }) => ({ ...from, bid: bid + 0.02 })),
  address: changeAd((from) => ({ ...from, renderUri: `${from.renderUri}x` })),
  metadata: changeAd((from) => ({ ...from, metadata: `${JSON.stringify(from.metadata)}x` })),
  "counter keys": changeAd(({ adCounterKeys = [], ...from }) => ({
    ...from,
    adCounterKeys: [...adCounterKeys, 1_000_001],
  })),
  "render id": changeAd(({ adRenderId, ...from }) => ({ ...from, adRenderId: `${adRenderId}x` })),
  apps: changeAd(({ adFilters, ...from }) => {
    const packageNames = [...(adFilters?.appInstall?.packageNames ?? []), "com.example.one-more"];
    return { ...from, adFilters: { ...adFilters, appInstall: { packageNames } } };
  }),
  caps: changeAd(({ adFilters, ...from }) => {
    const click = [
      ...(adFilters?.frequencyCap?.click ?? []),
      { adCounterKey: 1, maxCount: 1, intervalMs: 1 },
    ];
    return {
      ...from,
      adFilters: { ...adFilters, frequencyCap: { ...adFilters?.frequencyCap, click } },
    };
  }),
};

function changeFirst(change: (first: AdWithBid) => AdWithBid) {
  return ({ adsWithBid, ...from }: SignedAds): SignedAds => ({
    ...from,
    adsWithBid: adsWithBid.map((each, index) => (index === 0 ? change(each) : each)),
  });
}

function changeAd(change: (first: AdWithBid["ad"]) => AdWithBid["ad"]) {
  return changeFirst(({ bid, ad: first }) => ({ bid, ad: change(first) }));
}

function isVerified(offered: SignedAds, { signature = "" }: ContextualAds): boolean {
  const text = serializeContextualAds(offered);
  return nodeSignatureVerifier.verify({ text, signature, publicKey });
}

it("verifies whatever was signed, and nothing else (spec: on-device 2.9)", () => {
  const change = fc.constantFrom(...Object.keys(CHANGES));
  fc.assert(
    fc.property(ads, change, (offered, what) => {
      const signed = signContextualAds(offered, privateKey);
      const changed = CHANGES[what]?.(offered) ?? offered;

      expect([isVerified(offered, signed), isVerified(changed, signed)]).toEqual([true, false]);
    }),
    { numRuns: 200 },
  );
});

it("counts sets as sets: neither order nor repetition is signed (spec: on-device 2.9)", () => {
  fc.assert(
    fc.property(ads, fc.array(anInteger, { minLength: 1 }), (offered, keys) => {
      const withKeys = (adCounterKeys: readonly number[]) =>
        changeAd((from) => ({ ...from, adCounterKeys }))(offered);
      const signed = signContextualAds(withKeys(keys), privateKey);

      expect(isVerified(withKeys([...keys, ...keys].toReversed()), signed)).toBe(true);
    }),
    { numRuns: 50 },
  );
});
