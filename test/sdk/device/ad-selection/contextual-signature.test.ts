import { CONTEXTUAL_TEST_KEY, type ContextualAds } from "fledgling";
import { expect, it } from "vitest";
import { createContextualKeyPair, signContextualAds } from "../../../../cli/contextual-keys.ts";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import { someContextualAds } from "../../../support/contextual-signing.ts";
import { createDevice, ledgerOf } from "../../../support/device-fixture.ts";

const { publicKey } = CONTEXTUAL_TEST_KEY;

/** Android with contextual ads on, which it has off as coded; the test key is the buyer's. */
function aStrictDevice(set: Readonly<Record<string, boolean>> = {}) {
  const device = createDevice({
    profile: { base: "android", set: { contextualAdsEnabled: true, ...set } },
  });
  const contextualKeys = { "buyer.example": [{ publicKey }] };
  device.adServices.controls.setConditions({ contextualKeys });
  return device;
}

function offering(ads: ContextualAds, lookupBuyer = ads.buyer) {
  return anAdSelectionConfig({ perBuyerSignedContextualAds: { [lookupBuyer]: ads } });
}

/** Which ad wins where an audience bids next to nothing, and why the others do not. */
async function auctionOf(
  device: ReturnType<typeof createDevice>,
  config = offering(someContextualAds()),
) {
  const own = aCustomAudience({ ads: [anAd(0.01, "https://buyer.example/own")] });
  await device.adServices.controls.preloadCustomAudience(own);
  const outcome = await device.adServices.selectAds(config);
  return { winner: outcome?.renderUri, ledger: ledgerOf(device) };
}

const lost = (why: string) => ({
  winner: "https://buyer.example/own",
  ledger: [`ad https://buyer.example/ad | contextual-signature-invalid | ${why}`],
});

it("lets contextual ads in whose signature one of their buyer's keys made (spec: on-device 2.1, step 5)", async () => {
  const { winner } = await auctionOf(aStrictDevice());

  expect(winner).toBe("https://buyer.example/ad");
});

it("drops unsigned contextual ads without a word to the app (spec: on-device 2.9)", async () => {
  const { signature: _, ...unsigned } = someContextualAds();

  const auction = await auctionOf(aStrictDevice(), offering(unsigned));

  expect(auction).toEqual(lost("the contextual ads of buyer.example are not signed"));
});

it("drops those that were changed after they were signed, and says what had to be signed (spec: on-device 2.9)", async () => {
  const changed = { ...someContextualAds(), decisionLogicUri: "https://buyer.example/other.js" };

  const auction = await auctionOf(aStrictDevice(), offering(changed));

  const text =
    '"buyer=buyer.example|decision_logic_uri=https://buyer.example/other.js|ads_with_bid=ad_data=ad_counter_keys=|metadata={}|render_uri=https://buyer.example/ad||bid=1.00||"';
  expect(auction).toEqual(lost(`no key of buyer.example made the signature (tried: 1) of ${text}`));
});

it("drops those of a buyer that has registered no key (spec: on-device 2.9)", async () => {
  const device = aStrictDevice();
  device.adServices.controls.setConditions({ contextualKeys: {} });

  const auction = await auctionOf(device);

  expect(auction).toEqual(lost("no key of buyer.example is registered"));
});

it("finds no key of a buyer that is not enrolled, since keys come from its enrolment (spec: on-device 2.9)", async () => {
  const device = aStrictDevice();
  const enrolledAdTechs = { allBut: ["buyer.example"] };
  device.adServices.controls.setConditions({ enrolledAdTechs });

  const auction = await auctionOf(device);

  expect(auction).toEqual(lost("no key of buyer.example is registered"));
});

it("takes any of a buyer's keys, expired ones too (spec: on-device 2.9)", async () => {
  const device = aStrictDevice();
  const other = createContextualKeyPair();
  device.adServices.controls.setConditions({
    contextualKeys: {
      "buyer.example": [
        { publicKey: other.publicKey, expiresAtMs: 2e12 },
        { publicKey, expiresAtMs: 1 },
      ],
    },
  });

  const { winner } = await auctionOf(device);

  expect(winner).toBe("https://buyer.example/ad");
});

it("looks keys up by the name in the config, and not by the ads' own buyer (spec: on-device 2.9)", async () => {
  const ads = someContextualAds();

  const known = await auctionOf(aStrictDevice(), offering(ads, "buyer.example"));
  const unknown = await auctionOf(aStrictDevice(), offering(ads, "alias.example"));

  expect(known.winner).toBe("https://buyer.example/ad");
  expect(unknown).toEqual(lost("no key of alias.example is registered"));
});

it("takes ads whose own buyer is another than the one that signed, since addresses are that buyer's (spec: on-device 2.9)", async () => {
  const ads = someContextualAds({
    buyer: "other.example",
    decisionLogicUri: "https://other.example/win.js",
    adsWithBid: [{ ad: { renderUri: "https://other.example/ad", metadata: {} }, bid: 1 }],
  });

  const { winner } = await auctionOf(aStrictDevice(), offering(ads, "buyer.example"));

  expect(winner).toBe("https://other.example/ad");
});

it("drops one buyer's ads and keeps another's (spec: on-device 2.1, step 5)", async () => {
  const other = signContextualAds(
    {
      buyer: "other.example",
      decisionLogicUri: "https://other.example/win.js",
      adsWithBid: [{ ad: { renderUri: "https://other.example/ad", metadata: {} }, bid: 9 }],
    },
    createContextualKeyPair().privateKey,
  );

  const { winner } = await auctionOf(
    aStrictDevice(),
    anAdSelectionConfig({
      perBuyerSignedContextualAds: {
        "other.example": other,
        "buyer.example": someContextualAds(),
      },
    }),
  );

  expect(winner).toBe("https://buyer.example/ad");
});

it("goes by the public test key alone where enrolment is not checked (spec: on-device 2.9)", async () => {
  const registered = createContextualKeyPair();
  const anAuction = async (privateKey: string) => {
    const device = aStrictDevice({ enrolmentCheckDisabled: true });
    const contextualKeys = { "buyer.example": [{ publicKey: registered.publicKey }] };
    device.adServices.controls.setConditions({ contextualKeys });
    return auctionOf(device, offering(signContextualAds(someContextualAds(), privateKey)));
  };

  const withTestKey = await anAuction(CONTEXTUAL_TEST_KEY.privateKey);
  const withOwnKey = await anAuction(registered.privateKey);

  expect(withTestKey.winner).toBe("https://buyer.example/ad");
  expect(withOwnKey.winner).toBe("https://buyer.example/own");
});

it("signs a bid to two decimals only, so that less goes unnoticed (spec: on-device 2.9)", async () => {
  const { signature } = someContextualAds();
  const offered = (bid: number) =>
    offering({
      ...someContextualAds(),
      adsWithBid: [{ ad: { renderUri: "https://buyer.example/ad", metadata: {} }, bid }],
      ...(signature !== undefined && { signature }),
    });

  const unnoticed = await auctionOf(aStrictDevice(), offered(1.004));
  const noticed = await auctionOf(aStrictDevice(), offered(1.01));

  expect([unnoticed.winner, noticed.winner]).toEqual([
    "https://buyer.example/ad",
    "https://buyer.example/own",
  ]);
});

it("does not ask for signatures in profile android-all-on, which mediation servers do not give", async () => {
  const { signature: _, ...unsigned } = someContextualAds();

  const { winner } = await auctionOf(createDevice(), offering(unsigned));

  expect(winner).toBe("https://buyer.example/ad");
});
