import { expect, it } from "vitest";
import { aCustomAudience, anAdSelectionConfig } from "../../../support/builders.ts";
import { anOutcome, createDevice, join, lastFailureOf } from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const config = anAdSelectionConfig();

it("has the audiences of all apps bid for any of them (spec: on-device 2.3)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience());

  const outcome = await device.adServices.forApp("com.example.other").selectAds(config);

  expect(outcome?.renderUri).toBe("https://buyer.example/ad");
});

it("keeps audiences of the same name apart, app by app (spec: on-device 9)", async () => {
  const device = createDevice();
  const other = device.adServices.forApp("com.example.other");
  await join(device, aCustomAudience());
  await other.joinCustomAudience(aCustomAudience());
  await other.leaveCustomAudience({ buyer: "buyer.example", name: "shoes" });

  const owners = device.events.flatMap((event) =>
    event.type === "audience.joined" || event.type === "audience.left"
      ? [`${event.type} ${event.owner}`]
      : [],
  );

  expect(owners).toEqual([
    "audience.joined com.example.game",
    "audience.joined com.example.other",
    "audience.left com.example.other",
  ]);
  await expect(device.adServices.selectAds(config)).resolves.not.toBeNull();
});

it("knows an ad selection by its id for the app that ran it, and for no other (spec: on-device 3.2, 4.1)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience());
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  const other = device.adServices.forApp("com.example.other");

  const reporting = await errorOf(() => other.reportImpression({ adSelectionId, config }));
  const selecting = await errorOf(() =>
    other.selectAdsFromOutcomes({
      seller: "seller.example",
      adSelectionIds: [adSelectionId],
      selectionLogicUri: "https://seller.example/decision.js",
    }),
  );

  expect([reporting.code, selecting.code]).toEqual([
    "ERR_DEVICE_ILLEGAL_ARGUMENT",
    "ERR_DEVICE_ILLEGAL_ARGUMENT",
  ]);
  expect(lastFailureOf(device).serviceMessage).toContain("owned by the calling package");
});

it("tells the subscribers of the device about every app, and waits for every app's reports", async () => {
  const device = createDevice();
  const other = device.adServices.forApp("com.example.other");
  await join(device, aCustomAudience());
  const { adSelectionId } = await anOutcome(other.selectAds(config));
  await other.reportImpression({ adSelectionId, config });

  await device.adServices.settled();

  expect(device.events.filter(({ type }) => type === "report.sent")).toHaveLength(2);
});

it("has one set of conditions for all apps, and tells when it changes", async () => {
  const device = createDevice();
  const other = device.adServices.forApp("com.example.other");

  other.controls.setConditions({ consent: "revoked" });

  const outcome = await device.adServices.selectAds(config);
  expect(outcome?.renderUri).toBe("");
  expect(device.events[0]).toEqual({
    type: "conditions.changed",
    atMs: 0,
    changes: { consent: "revoked" },
  });
});

it("refuses conditions that do not exist", async () => {
  const { adServices } = createDevice();

  const error = await errorOf(() =>
    adServices.controls.setConditions({ consent: "maybe" as "given" }),
  );

  expect(error.code).toBe("ERR_CONFIG_INVALID");
});
