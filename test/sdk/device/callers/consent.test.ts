import { expect, it } from "vitest";
import { aCustomAudience, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
  urlsOf,
  type DeviceFixture,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const config = anAdSelectionConfig();
const unwilling = ["revoked", "not-asked"] as const;

/** A device on which an auction was won and its ad's beacons are registered, while the user consented. */
async function createSession() {
  const device = createDevice({
    routes: {
      "https://seller.example/decision.js": `
function scoreAd() { return { status: 0, score: 1 }; }
function reportResult() {
  registerAdBeacon({ click: "https://seller.example/click" });
  return { status: 0, results: { signals_for_buyer: "{}", reporting_uri: "https://seller.example/r" } };
}`,
    },
  });
  await join(device, aCustomAudience());
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  await device.adServices.reportImpression({ adSelectionId, config });
  await device.adServices.settled();
  return { device, adSelectionId };
}

/** What a call without consent leaves behind: requests made, and what the trace says. */
async function silently<T>(
  device: DeviceFixture,
  consent: (typeof unwilling)[number],
  call: () => Promise<T>,
) {
  device.adServices.controls.setConditions({ consent });
  const [asked, told] = [urlsOf(device).length, device.events.length];
  const result = await call();
  await device.adServices.settled();
  return {
    result,
    urls: urlsOf(device).slice(asked),
    events: device.events.slice(told).map(({ type }) => type),
  };
}

const silence = { urls: [], events: ["device-call.silenced"] };

it.each(unwilling)(
  "gives an app a random id and no address, and stores nothing: consent %s (spec: on-device 2.8, 6.3)",
  async (consent) => {
    const { device } = await createSession();

    const { result, ...left } = await silently(device, consent, () =>
      device.adServices.selectAds(config),
    );

    expect(result).toEqual({ adSelectionId: expect.stringMatching(/^-\d+$/), renderUri: "" });
    expect(left).toEqual(silence);
  },
);

it("stores nothing behind the id of a silenced auction (spec: on-device 2.8)", async () => {
  const { device } = await createSession();
  device.adServices.controls.setConditions({ consent: "revoked" });
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  device.adServices.controls.setConditions({ consent: "given" });

  const error = await errorOf(() => device.adServices.reportImpression({ adSelectionId, config }));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
  expect(lastFailureOf(device).serviceMessage).toBe(
    "Caller package name does not match name used in ad selection",
  );
});

it("draws another id for every silenced auction (spec: on-device 2.8)", async () => {
  const { adServices } = createDevice();
  adServices.controls.setConditions({ consent: "revoked" });

  const outcomes = [await adServices.selectAds(config), await adServices.selectAds(config)];

  expect(outcomes[0]?.adSelectionId).not.toBe(outcomes[1]?.adSelectionId);
});

it.each(unwilling)(
  "chooses nobody among outcomes: consent %s (spec: on-device 3.4)",
  async (consent) => {
    const { device, adSelectionId } = await createSession();

    const { result, ...left } = await silently(device, consent, () =>
      device.adServices.selectAdsFromOutcomes({
        seller: "seller.example",
        adSelectionIds: [adSelectionId],
        selectionLogicUri: "https://seller.example/decision.js",
      }),
    );

    expect(result).toBeNull();
    expect(left).toEqual(silence);
  },
);

it.each(unwilling)("reports nothing: consent %s (spec: on-device 4.1, 6.3)", async (consent) => {
  const { device, adSelectionId } = await createSession();

  const impression = await silently(device, consent, () =>
    device.adServices.reportImpression({ adSelectionId, config }),
  );
  const event = await silently(device, consent, () =>
    device.adServices.reportEvent({
      adSelectionId,
      key: "click",
      data: "",
      destinations: ["seller"],
    }),
  );

  expect([impression, event]).toEqual([
    { result: undefined, ...silence },
    { result: undefined, ...silence },
  ]);
});

it.each(unwilling)("leaves no audience: consent %s (spec: on-device 6.3)", async (consent) => {
  const { device } = await createSession();

  const { result, ...left } = await silently(device, consent, () =>
    device.adServices.leaveCustomAudience({ buyer: "buyer.example", name: "shoes" }),
  );
  device.adServices.controls.setConditions({ consent: "given" });

  expect([result, left]).toEqual([undefined, silence]);
  await expect(device.adServices.selectAds(config)).resolves.not.toBeNull();
});

it("joins no audience for a user who revoked consent (spec: on-device 6.3, 9)", async () => {
  const device = createDevice();

  const { result, ...left } = await silently(device, "revoked", () =>
    device.adServices.joinCustomAudience(aCustomAudience()),
  );
  device.adServices.controls.setConditions({ consent: "given" });

  expect([result, left]).toEqual([undefined, silence]);
  expect((await errorOf(() => device.adServices.selectAds(config))).code).toBe(
    "ERR_DEVICE_ILLEGAL_STATE",
  );
});

it("fails to join an audience before the user was asked, unlike other calls (spec: on-device 6.3)", async () => {
  const { adServices, ...device } = createDevice();
  adServices.controls.setConditions({ consent: "not-asked" });

  const error = await errorOf(() => adServices.joinCustomAudience(aCustomAudience()));

  expect(error.message).toBe("joinCustomAudience threw IllegalStateException without a message.");
  expect(lastFailureOf({ adServices, ...device }).status).toBe(1);
});

it("is silent about an unknown user before it asks for enrolment, and about a revoked consent only after (spec: on-device 6.3)", async () => {
  const { adServices } = createDevice();
  adServices.controls.setConditions({ consent: "not-asked", enrolledAdTechs: [] });
  const unasked = await adServices.selectAds(config);
  adServices.controls.setConditions({ consent: "revoked" });

  const error = await errorOf(() => adServices.selectAds(config));

  expect([unasked?.renderUri, error.code]).toEqual(["", "ERR_DEVICE_SECURITY"]);
});

it("does not look at the arguments of a silenced call (spec: on-device 6.3)", async () => {
  const { adServices } = createDevice();
  adServices.controls.setConditions({ consent: "revoked" });

  const outcome = await adServices.selectAds({ ...config, decisionLogicUri: "nowhere" });

  expect(outcome?.renderUri).toBe("");
});

it("says in the ledger what no app can see", async () => {
  const device = createDevice();
  device.adServices.controls.setConditions({ consent: "revoked" });
  await device.adServices.selectAds(config);

  expect(ledgerOf(device)).toEqual([
    "ad selection call-1 | consent-missing | the user has revoked consent",
  ]);
});

it.each(unwilling)(
  "fetches and schedules nothing: consent %s (spec: on-device 6.3)",
  async (consent) => {
    const device = createDevice();
    const updateUri = "https://buyer.example/update";

    const fetched = await silently(device, consent, () =>
      device.adServices.fetchAndJoinCustomAudience({ fetchUri: "https://buyer.example/fetch" }),
    );
    const scheduled = await silently(device, consent, () =>
      device.adServices.scheduleCustomAudienceUpdate({ updateUri, minDelayMs: 3_600_000 }),
    );

    const nothing = { result: undefined, urls: [], events: expect.anything() as unknown };
    expect([fetched, scheduled]).toEqual([nothing, nothing]);
    expect(device.events.map(({ type }) => type)).not.toContain("audience-update.scheduled");
  },
);
