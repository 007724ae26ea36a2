import { expect, it } from "vitest";
import { createDevice, join, lastFailureOf, ledgerOf } from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";
import { aCountedAd, counted, spare, winnerOf, withSpareAd } from "./a-counted-ad.ts";

const notForTheGame = aCountedAd({
  adFilters: { appInstall: { packageNames: ["com.example.unknown", "com.example.game"] } },
});

it("keeps an ad out once any app of its filter has listed the buyer (spec: on-device 2.3)", async () => {
  const device = createDevice();
  await join(device, withSpareAd(notForTheGame));

  const before = await winnerOf(device);
  await device.adServices.setAppInstallAdvertisers({ advertisers: ["buyer.example"] });
  const after = await winnerOf(device);

  expect([before, after]).toEqual([counted, spare]);
  expect(ledgerOf(device).at(-1)).toBe(
    `ad ${counted} | app-installed | com.example.game has listed buyer.example as an advertiser`,
  );
});

it("is looked at before frequency caps (spec: on-device 2.1, step 7)", async () => {
  const device = createDevice();
  const win = [{ adCounterKey: 7, maxCount: 1, intervalMs: 60_000 }];
  const adFilters = { ...notForTheGame.adFilters, frequencyCap: { win } };
  await join(device, withSpareAd(aCountedAd({ adFilters })));
  await winnerOf(device);
  await device.adServices.setAppInstallAdvertisers({ advertisers: ["buyer.example"] });

  await winnerOf(device);

  expect(ledgerOf(device).at(-1)).toMatch(/ \| app-installed \| /);
});

it("goes by the list alone, whichever app calls and whatever is installed (spec: on-device 2.3)", async () => {
  const device = createDevice();
  const shop = device.adServices.forApp("com.example.unknown");
  await join(device, withSpareAd(notForTheGame));

  await shop.setAppInstallAdvertisers({ advertisers: ["buyer.example"] });

  expect(await winnerOf(device)).toBe(spare);
});

it("lets an ad through when its app has listed another buyer, or another app has listed this one (spec: on-device 2.3)", async () => {
  const device = createDevice();
  await join(device, withSpareAd(notForTheGame));
  await device.adServices.setAppInstallAdvertisers({ advertisers: ["other.example"] });
  const another = device.adServices.forApp("com.example.another");
  await another.setAppInstallAdvertisers({ advertisers: ["buyer.example"] });

  expect(await winnerOf(device)).toBe(counted);
});

it("replaces the calling app's list, and an empty one clears it (spec: on-device 4.3)", async () => {
  const device = createDevice();
  await join(device, withSpareAd(notForTheGame));
  const winners: string[] = [];

  for (const advertisers of [["buyer.example"], ["other.example"], ["buyer.example"], []]) {
    await device.adServices.setAppInstallAdvertisers({ advertisers });
    winners.push(await winnerOf(device));
  }

  expect(winners).toEqual([spare, counted, spare, counted]);
});

it("forgets the list of an app that is on the device no more when the job runs (spec: on-device 2.3)", async () => {
  const device = createDevice();
  await join(device, withSpareAd(notForTheGame));
  const shop = device.adServices.forApp("com.example.unknown");
  await shop.setAppInstallAdvertisers({ advertisers: ["buyer.example"] });
  device.adServices.controls.setConditions({ allowedApps: { allBut: ["com.example.unknown"] } });

  const before = await winnerOf(device);
  await device.adServices.controls.runBackgroundJob("daily-update");
  const after = await winnerOf(device);

  expect([before, after]).toEqual([spare, counted]);
  expect(device.events).toContainEqual(
    expect.objectContaining({ type: "advertisers.deleted", appId: "com.example.unknown" }),
  );
});

it.each([
  ["not a domain", ["buyer.example", "https://buyer.example"]],
  ["empty", ["buyer.example", ""]],
])(
  "fails as a whole when one name is %s, and keeps the old list (spec: on-device 4.3)",
  async (_flaw, advertisers) => {
    const device = createDevice();
    await join(device, withSpareAd(notForTheGame));
    await device.adServices.setAppInstallAdvertisers({ advertisers: ["other.example"] });

    const error = await errorOf(() => device.adServices.setAppInstallAdvertisers({ advertisers }));

    expect([error.code, lastFailureOf(device).status]).toEqual(["ERR_DEVICE_ILLEGAL_ARGUMENT", 2]);
    expect(await winnerOf(device)).toBe(counted);
  },
);

it.each([
  ["https://buyer.example", "is an invalid domain name."],
  ["", "should not be null nor empty."],
])("says of the name %j that it %s (spec: on-device 4.3)", async (wrong, words) => {
  const device = createDevice();
  const advertisers = ["buyer.example", wrong];

  await errorOf(() => device.adServices.setAppInstallAdvertisers({ advertisers }));

  expect(lastFailureOf(device).serviceMessage).toBe(`The app install adtech set's adtech ${words}`);
  expect(ledgerOf(device)).toEqual([
    `setAppInstallAdvertisers call-1 | argument-refused | no domain: ${JSON.stringify(wrong)}; the whole list is refused and the old one kept, so name advertisers by domain alone, as in buyer.example`,
  ]);
});

/** 100 names of `bytes` bytes together, the domains being as long as they have to be. */
function names(bytes: number): readonly string[] {
  return Array.from({ length: 100 }, (_, index) => {
    const length = Math.floor(bytes / 100) + (index < bytes % 100 ? 1 : 0);
    return `${String(index).padStart(length - 8, "a")}.example`;
  });
}

it("takes names of 5000 bytes together, and of no more; a name given twice counts once (spec: on-device 4.3, 5)", async () => {
  const device = createDevice();

  await device.adServices.setAppInstallAdvertisers({
    advertisers: [...names(5_000), ...names(5_000)],
  });
  const error = await errorOf(() =>
    device.adServices.setAppInstallAdvertisers({ advertisers: names(5_001) }),
  );

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
  expect(lastFailureOf(device)).toEqual({
    api: "setAppInstallAdvertisers",
    status: 2,
    serviceMessage:
      "The sum of the size of the AdTechIdentifier Strings in the AdTechIdentifier set should not exceed 5000 bytes",
    exception: "IllegalArgumentException",
  });
});

it("is off as AOSP's code has it, which is checked before who calls (spec: on-device 4.3, 5)", async () => {
  const device = createDevice({ profile: "android" });
  device.adServices.controls.setConditions({ appInForeground: false });

  const error = await errorOf(() =>
    device.adServices.setAppInstallAdvertisers({ advertisers: ["no domain"] }),
  );

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: "App install filtering disabled",
  });
});

it("drops the filter from ads where the feature is off (spec: on-device 2.3, 5)", async () => {
  const set = { appInstallFilteringEnabled: false };
  const device = createDevice({ profile: { base: "android-all-on", set } });
  await join(device, withSpareAd(notForTheGame));

  expect(await winnerOf(device)).toBe(counted);
});

it.each(["revoked", "not-asked"] as const)(
  "succeeds and changes nothing while consent is %s (spec: on-device 6.3)",
  async (consent) => {
    const device = createDevice();
    await join(device, withSpareAd(notForTheGame));
    device.adServices.controls.setConditions({ consent });

    await device.adServices.setAppInstallAdvertisers({ advertisers: ["buyer.example"] });

    device.adServices.controls.setConditions({ consent: "given" });
    expect(await winnerOf(device)).toBe(counted);
  },
);

it("is throttled by itself (spec: on-device 5, 6.3)", async () => {
  const set = { setAppInstallAdvertisersPermitsPerSecond: 1 };
  const device = createDevice({ profile: { base: "android-all-on", set } });
  const advertisers = ["buyer.example"];
  await device.adServices.setAppInstallAdvertisers({ advertisers });

  const error = await errorOf(() => device.adServices.setAppInstallAdvertisers({ advertisers }));

  expect(error.code).toBe("ERR_DEVICE_LIMIT_EXCEEDED");
});
