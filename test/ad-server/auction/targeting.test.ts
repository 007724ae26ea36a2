import { expect, it } from "vitest";
import type { Impression, Targeting } from "../../../ad-server/auction/targeting.ts";
import { anAuction, managed, mediated, rtb } from "./an-auction.ts";

interface Case {
  readonly targeting: Targeting;
  readonly fits: Partial<Impression>;
  readonly misses: Partial<Impression>;
  readonly detail: string;
}

/** What ends a bid of that targeting, for that impression. */
function endOf(targeting: Targeting, impression: Partial<Impression>): unknown {
  const [bid] = anAuction({ bids: [managed("m", 1, 5, { targeting })], impression }).bids;
  return bid?.rule === undefined ? undefined : [bid.rule, bid.detail];
}

it.each<Case>([
  {
    targeting: { slotIds: ["home", "news"] },
    fits: { slotId: "news" },
    misses: { slotId: "game" },
    detail: "slot game is not home or news",
  },
  {
    targeting: { publishers: ["daily"] },
    fits: { publisher: "daily" },
    misses: { publisher: "weekly" },
    detail: "publisher weekly is not daily",
  },
  {
    targeting: { categories: ["IAB1", "IAB17"] },
    fits: { categories: ["IAB3", "IAB17"] },
    misses: { categories: ["IAB3"] },
    detail: "categories IAB3 is not IAB1 or IAB17",
  },
  {
    targeting: { countries: ["DE", "FR"] },
    fits: { country: "FR" },
    misses: { country: "US" },
    detail: "country US is not DE or FR",
  },
  {
    targeting: { regions: ["Bavaria"] },
    fits: { region: "Bavaria" },
    misses: { region: "Hesse" },
    detail: "region Hesse is not Bavaria",
  },
  {
    targeting: { countries: ["DE"], cities: ["Munich"] },
    fits: { country: "DE", city: "Munich" },
    misses: { country: "DE" },
    detail: "city (not known) is not Munich",
  },
  {
    targeting: { osFamilies: ["android"] },
    fits: { osFamily: "android" },
    misses: { osFamily: "ios" },
    detail: "OS ios is not android",
  },
  {
    targeting: { osVersions: ["15", "16"] },
    fits: { osVersion: "16" },
    misses: { osVersion: "9" },
    detail: "OS version 9 is not 15 or 16",
  },
  {
    targeting: { browsers: ["webview"] },
    fits: { browser: "webview" },
    misses: { browser: "firefox" },
    detail: "browser firefox is not webview",
  },
  {
    targeting: { languages: ["de"] },
    fits: { language: "de" },
    misses: { language: "en" },
    detail: "language en is not de",
  },
  {
    targeting: { deviceTypes: ["phone"] },
    fits: { deviceType: "phone" },
    misses: { deviceType: "tablet" },
    detail: "device type tablet is not phone",
  },
  {
    targeting: { deviceModels: ["Pixel 9"] },
    fits: { deviceModel: "Pixel 9" },
    misses: { deviceModel: "Pixel 8" },
    detail: "device model Pixel 8 is not Pixel 9",
  },
  {
    targeting: { segments: ["sport"] },
    fits: { segments: ["news", "sport"] },
    misses: { segments: [] },
    detail: "segments (none) is not sport",
  },
  {
    targeting: { domains: ["news.example"] },
    fits: { domain: "news.example" },
    misses: { domain: "blog.example" },
    detail: "domain blog.example is not news.example",
  },
  {
    targeting: { apps: ["com.example"] },
    fits: { app: "com.example" },
    misses: { app: "com.other" },
    detail: "app com.other is not com.example",
  },
  {
    targeting: { mediaTypes: ["native"] },
    fits: { mediaType: "native" },
    misses: { mediaType: "banner" },
    detail: "media type banner is not native",
  },
  {
    targeting: { sizes: ["320x50"] },
    fits: { size: "320x50" },
    misses: { size: "728x90" },
    detail: "size 728x90 is not 320x50",
  },
  {
    targeting: { hours: [0, 23] },
    fits: { hour: 0 },
    misses: { hour: 12 },
    detail: "hour 12 is not 0 or 23",
  },
  {
    targeting: { keyValues: { section: ["sport", "news"], age: ["new"] } },
    fits: { keyValues: { section: ["news"], age: ["old", "new"] } },
    misses: { keyValues: { section: ["news"], age: ["old"] } },
    detail: 'key "age" old is not new',
  },
])("targets what it names: $detail (spec: monetize 1.6)", (each) => {
  const { targeting, fits, misses, detail } = each;

  expect(endOf(targeting, fits)).toBeUndefined();
  expect(endOf(targeting, misses)).toEqual(["targeting-missed", detail]);
});

it.each<Case>([
  {
    targeting: { excluded: { publishers: ["daily"] } },
    fits: { publisher: "weekly" },
    misses: { publisher: "daily" },
    detail: "publisher daily is excluded",
  },
  {
    targeting: { excluded: { categories: ["IAB25"] } },
    fits: {},
    misses: { categories: ["IAB1", "IAB25"] },
    detail: "categories IAB1, IAB25 is excluded",
  },
  {
    targeting: { countries: ["DE"], excluded: { regions: ["Hesse"], cities: ["Munich"] } },
    fits: { country: "DE", region: "Bavaria", city: "Augsburg" },
    misses: { country: "DE", region: "Bavaria", city: "Munich" },
    detail: "city Munich is excluded",
  },
  {
    targeting: { segments: ["sport"], excluded: { segments: ["kids"] } },
    fits: { segments: ["sport"] },
    misses: { segments: ["sport", "kids"] },
    detail: "segments sport, kids is excluded",
  },
  {
    targeting: { excluded: { keyValues: { section: ["war"] } } },
    fits: { keyValues: { section: ["sport"] } },
    misses: { keyValues: { section: ["sport", "war"] } },
    detail: 'key "section" sport, war is excluded',
  },
])("excludes what it names, whatever else fits: $detail (spec: monetize 1.6)", (each) => {
  const { targeting, fits, misses, detail } = each;

  expect(endOf(targeting, fits)).toBeUndefined();
  expect(endOf(targeting, misses)).toEqual(["targeting-missed", detail]);
});

it("takes a key for nothing but a key, whatever it is called", () => {
  const targeting = { excluded: { keyValues: { constructor: ["x"] } } };

  expect(endOf(targeting, { keyValues: {} })).toBeUndefined();
  expect(endOf({ keyValues: { toString: ["x"] } }, { keyValues: {} })).toEqual([
    "targeting-missed",
    'key "toString" (not known) is not x',
  ]);
});

it("takes secure ads only where the slot takes no others (spec: monetize 1.7)", () => {
  const bids = [mediated("http", 3, { isSecure: false }), mediated("https", 2), rtb("r", 1)];

  const open = anAuction({ bids });
  const secure = anAuction({ bids, impression: { isSecure: true } });

  expect([open.winner?.bidId, secure.winner?.bidId]).toEqual(["http", "https"]);
  expect(secure.bids[0]).toEqual({
    bidId: "http",
    kind: "mediated",
    rule: "not-secure",
    detail: "its ads do not work over secure connections, and the slot takes no others",
  });
});
