import { expect, it } from "vitest";
import { findPrivacyObstacle } from "../../../../sdk/mediation/privacy/find-privacy-obstacle.ts";
import {
  PrivacyNeedsSchema,
  type PrivacySettings,
} from "../../../../sdk/model/privacy-settings.ts";

/** Consents to vendors 2, 8 and 12, and to purposes 1, 3 and 4. */
const tcString = "CP3tAUAP3tAUAAKABAENDIEgALAAAAAAAAAAAGEEQAAAAAAA";

function obstacle(settings: PrivacySettings, needs: object): string | undefined {
  return findPrivacyObstacle(settings, PrivacyNeedsSchema.parse(needs));
}

it("lets everybody through as long as nobody has said anything", () => {
  expect(obstacle({}, { tcfVendorId: 8, sellsData: true, servesChildren: false })).toBeUndefined();
});

it("asks for no consent where the GDPR does not apply", () => {
  expect(obstacle({ gdprApplies: false }, { tcfVendorId: 99 })).toBeUndefined();
  expect(obstacle({ tcString }, { tcfVendorId: 99 })).toBeUndefined();
});

it("is satisfied with consent to the vendor and each purpose", () => {
  const settings = { gdprApplies: true, tcString };

  expect(obstacle(settings, { tcfVendorId: 8, tcfPurposes: [1, 3, 4] })).toBeUndefined();
  expect(obstacle(settings, { tcfVendorId: 8 })).toBeUndefined();
  expect(obstacle(settings, {})).toBeUndefined();
});

it("names the consents that are missing", () => {
  const settings = { gdprApplies: true, tcString };

  expect(obstacle(settings, { tcfVendorId: 755, tcfPurposes: [1, 2, 7] })).toBe(
    "gdprApplies is true, and the tcString has no consent to vendor 755, purpose 2, purpose 7",
  );
  expect(obstacle(settings, { tcfVendorId: 9 })).toBe(
    "gdprApplies is true, and the tcString has no consent to vendor 9",
  );
});

it("takes a missing or unreadable string for no consent, unless none is needed", () => {
  expect(obstacle({ gdprApplies: true }, { tcfVendorId: 8 })).toBe(
    "gdprApplies is true, and there is no tcString",
  );
  expect(obstacle({ gdprApplies: true, tcString: "1YNN" }, {})).toBe(
    "gdprApplies is true, and the tcString cannot be read: it is of version 53, not 2",
  );
  expect(obstacle({ gdprApplies: true }, { tcfPurposes: [] })).toBeUndefined();
});

it.each([
  ["1YNN", undefined],
  ["1---", undefined],
  ["1YYN", 'usPrivacy "1YYN" opts out of sale, and the network sells data'],
  ["1nyn", 'usPrivacy "1nyn" opts out of sale, and the network sells data'],
  ["YYY", 'usPrivacy "YYY" is no US privacy string, and the network sells data'],
  ["2YNN", 'usPrivacy "2YNN" is no US privacy string, and the network sells data'],
  ["1YNNN", 'usPrivacy "1YNNN" is no US privacy string, and the network sells data'],
])("holds the US privacy string %s against networks that sell data", (usPrivacy, expected) => {
  expect(obstacle({ usPrivacy }, { sellsData: true })).toBe(expected);
  expect(obstacle({ usPrivacy }, { sellsData: false })).toBeUndefined();
});

it("keeps networks that serve no children's ads from children", () => {
  expect(obstacle({ childDirected: true }, { servesChildren: false })).toBe(
    "childDirected is true, and the network serves no ads to children",
  );
  expect(obstacle({ childDirected: true }, {})).toBeUndefined();
  expect(obstacle({ childDirected: false }, { servesChildren: false })).toBeUndefined();
});

it("names all that stands in the way", () => {
  const settings = { childDirected: true, gdprApplies: true, usPrivacy: "1YYY" };

  expect(obstacle(settings, { sellsData: true, servesChildren: false })).toBe(
    "childDirected is true, and the network serves no ads to children; " +
      "gdprApplies is true, and there is no tcString; " +
      'usPrivacy "1YYY" opts out of sale, and the network sells data',
  );
});
