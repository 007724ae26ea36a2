import { expect, it } from "vitest";
import { aCustomAudience } from "../../../support/builders.ts";
import { createDevice, join, lastFailureOf } from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const failed = (...what: readonly string[]) =>
  `Custom audience quantity check failed. [${what.map((each) => `The max number of ${each} has been reached.`).join(", ")}]`;

// spec: on-device 9
it.each([
  ["the device", { customAudienceMaxCount: 2 }, failed("custom audience for the device")],
  ["the app", { customAudienceMaxCountPerApp: 2 }, failed("custom audience for the owner")],
  ["the buyer", { customAudienceMaxCountPerBuyer: 2 }, failed("custom audience for the buyer")],
  [
    "all three",
    {
      customAudienceMaxCount: 2,
      customAudienceMaxCountPerApp: 2,
      customAudienceMaxCountPerBuyer: 2,
    },
    failed(
      "custom audience for the device",
      "custom audience for the owner",
      "custom audience for the buyer",
    ),
  ],
])(
  "has no room for one more when %s is full, not even to overwrite one",
  async (_of, set, words) => {
    const device = createDevice({ profile: { base: "android-all-on", set } });
    await join(device, aCustomAudience({ name: "one" }), aCustomAudience({ name: "two" }));

    const error = await errorOf(() => join(device, aCustomAudience({ name: "two" })));

    expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
    expect(lastFailureOf(device)).toEqual({
      api: "joinCustomAudience",
      status: 2,
      serviceMessage: words,
      exception: "IllegalArgumentException",
    });
  },
);

it("counts apps only against an app that has no audience yet (spec: on-device 9)", async () => {
  const profile = { base: "android-all-on", set: { customAudienceMaxOwnerCount: 1 } } as const;
  const device = createDevice({ profile });
  await join(device, aCustomAudience({ name: "one" }), aCustomAudience({ name: "two" }));

  await errorOf(() =>
    device.adServices.forApp("com.example.other").joinCustomAudience(aCustomAudience()),
  );

  expect(lastFailureOf(device).serviceMessage).toBe(failed("owner allowed for the device"));
});

it("counts another app's and another buyer's audiences for the device only (spec: on-device 9)", async () => {
  const set = { customAudienceMaxCountPerApp: 1, customAudienceMaxCountPerBuyer: 1 };
  const device = createDevice({ profile: { base: "android-all-on", set } });
  await join(device, aCustomAudience());

  const joining = device.adServices
    .forApp("com.example.other")
    .joinCustomAudience(aCustomAudience({ buyer: "other.example" }));

  await expect(joining).resolves.toBeUndefined();
});

it("has room again after one has left", async () => {
  const profile = { base: "android-all-on", set: { customAudienceMaxCount: 1 } } as const;
  const device = createDevice({ profile });
  await join(device, aCustomAudience());
  await device.adServices.leaveCustomAudience({ buyer: "buyer.example", name: "shoes" });

  await expect(join(device, aCustomAudience({ name: "boots" }))).resolves.toBeUndefined();
});

it("looks for room before it looks at the audience (spec: on-device 9)", async () => {
  const profile = { base: "android-all-on", set: { customAudienceMaxCount: 1 } } as const;
  const device = createDevice({ profile });
  await join(device, aCustomAudience());

  await errorOf(() => join(device, aCustomAudience({ dailyUpdateUri: "u" })));

  expect(lastFailureOf(device).serviceMessage).toBe(failed("custom audience for the device"));
});
