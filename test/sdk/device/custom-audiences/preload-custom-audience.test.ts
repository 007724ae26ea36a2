import { expect, it } from "vitest";
import { aCustomAudience, anAdSelectionConfig } from "../../../support/builders.ts";
import { createDevice, ledgerOf, urlsOf } from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";
import { startsAtMs } from "../../../support/test-environment.ts";

const day = 86_400_000;

it.each([
  [60 * day, []],
  [
    60 * day + 1,
    [
      "custom audience buyer.example/shoes | audience-stale | was last updated 5184000001 ms ago; the limit is 5184000000",
    ],
  ],
])(
  "puts an audience there that was last updated %i ms ago (spec: on-device 2.3, 6.5)",
  async (ageMs, skipped) => {
    const device = createDevice();
    const { controls } = device.adServices;

    await controls.preloadCustomAudience(aCustomAudience(), {
      lastUpdatedAtMs: startsAtMs - ageMs,
    });
    await device.adServices.selectAds(anAdSelectionConfig()).catch(() => undefined);

    expect(ledgerOf(device).filter((line) => line.startsWith("custom audience"))).toEqual(skipped);
  },
);

it("has one that is a day old updated by the next run of the job (spec: on-device 6.5, 9)", async () => {
  const device = createDevice();
  const { controls } = device.adServices;
  const audience = aCustomAudience();

  await controls.preloadCustomAudience(audience, { lastUpdatedAtMs: startsAtMs - day + 1 });
  await controls.runBackgroundJob("daily-update");
  await controls.preloadCustomAudience(audience, { lastUpdatedAtMs: startsAtMs - day });
  await controls.runBackgroundJob("daily-update");

  expect(urlsOf(device)).toEqual(["https://buyer.example/update"]);
});

it("was updated just now unless it is told otherwise (spec: on-device 9)", async () => {
  const device = createDevice();
  const { controls } = device.adServices;

  await controls.preloadCustomAudience(aCustomAudience());
  await controls.runBackgroundJob("daily-update");

  expect(urlsOf(device)).toEqual([]);
});

it("refuses misspelt options", async () => {
  const { controls } = createDevice().adServices;

  const error = await errorOf(() =>
    controls.preloadCustomAudience(aCustomAudience(), { lastUpdated: 1 } as object),
  );

  expect(error.code).toBe("ERR_CONFIG_INVALID");
});
