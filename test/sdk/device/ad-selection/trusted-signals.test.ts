import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import { createDevice, join, ledgerOf, urlsOf } from "../../../support/device-fixture.ts";
import { unreachable, type Route } from "../../../support/scripted-internet.ts";

const signalsUri = "https://buyer.example/trusted";

function anAudience(name: string, trustedBiddingUri: string, trustedBiddingKeys: string[] = []) {
  return aCustomAudience({ name, trustedBiddingData: { trustedBiddingUri, trustedBiddingKeys } });
}

it("asks once per address, with the keys of all audiences that use it (spec: on-device 2.4)", async () => {
  const device = createDevice();
  await join(
    device,
    anAudience("one", signalsUri, ["a", "b"]),
    anAudience("two", "https://buyer.example/trusted-too", ["c"]),
    anAudience("three", signalsUri, ["b", "d"]),
  );

  await device.adServices.selectAds(anAdSelectionConfig());

  expect(urlsOf(device).slice(0, 2)).toEqual([
    "https://buyer.example/trusted?keys=a%2Cb%2Cd",
    "https://buyer.example/trusted-too?keys=c",
  ]);
});

// spec: on-device 2.4
it.each([
  ["no key at all", signalsUri, [], "?keys="],
  ["a query in the address", `${signalsUri}?v=2`, ["a"], "?v=2&keys=a"],
  ["an empty query in the address", `${signalsUri}?`, ["a"], "?keys=a"],
  ["a fragment in the address", `${signalsUri}#part`, ["a"], "?keys=a#part"],
  ["characters that stay", signalsUri, ["aZ09_-!.~'()*"], "?keys=aZ09_-!.~'()*"],
  [
    "characters that do not",
    signalsUri,
    ["a b&c=d/e?f%g,h+ü"],
    "?keys=a%20b%26c%3Dd%2Fe%3Ff%25g%2Ch%2B%C3%BC",
  ],
  ["half a character", signalsUri, ["\ud800"], "?keys=%EF%BF%BD"],
])("encodes the keys as one value: %s", async (_case, uri, keys, query) => {
  const device = createDevice();
  await join(device, anAudience("shoes", uri, keys));

  await device.adServices.selectAds(anAdSelectionConfig());

  expect(urlsOf(device)[0]).toBe(`${signalsUri}${query}`);
});

it("gives an audience its own keys only, even those named like something built in (spec: on-device 1.2)", async () => {
  const printing =
    "function generateBid(ad, a, b, trusted) { console.log(JSON.stringify(trusted)); return { status: 0, ad, bid: 1 }; }";
  const device = createDevice({
    routes: {
      "https://buyer.example/bidding.js": printing,
      [signalsUri]: '{ "mine": 1, "theirs": { "deep": [2] }, "__proto__": 3 }',
    },
  });
  await join(
    device,
    anAudience("one", signalsUri, ["mine", "toString"]),
    anAudience("two", signalsUri, ["theirs", "__proto__"]),
  );

  await device.adServices.selectAds(anAdSelectionConfig());

  const printed = device.events.flatMap((event) =>
    event.type === "console.printed" ? [event.text] : [],
  );
  expect(printed).toEqual(['{"mine":1}', '{"theirs":{"deep":[2]},"__proto__":3}']);
});

// spec: on-device 2.4
it.each<[string, Route, string]>([
  [
    "answers with an error",
    { status: 500 },
    "GET https://buyer.example/trusted?keys= answered with status 500",
  ],
  ["cannot be reached", unreachable, "https://buyer.example/trusted?keys= is unreachable"],
  [
    "answers with no JSON",
    "nothing",
    'https://buyer.example/trusted?keys= answered with no JSON object: expected a value at character 1, got "nothing"',
  ],
  [
    "answers with a list",
    "[1]",
    "https://buyer.example/trusted?keys= answered with no JSON object: expected an object, got [1]",
  ],
  [
    "answers with nothing",
    "",
    "https://buyer.example/trusted?keys= answered with no JSON object: expected a value at character 1, got the end of the text",
  ],
  [
    "answers too deep",
    `{"a":${"[".repeat(600)}${"]".repeat(600)}}`,
    "https://buyer.example/trusted?keys= answered with no JSON object: nested more than 500 levels deep",
  ],
])(
  "drops the audiences of an address that %s, and fetches no script for them",
  async (_case, route, detail) => {
    const device = createDevice({
      routes: { [signalsUri]: route, "https://buyer.example/fine": "{}" },
    });
    await join(
      device,
      { ...anAudience("one", signalsUri), ads: [anAd(9)] },
      { ...anAudience("two", signalsUri), ads: [anAd(9)] },
      anAudience("three", "https://buyer.example/fine"),
    );

    const outcome = await device.adServices.selectAds(anAdSelectionConfig());

    expect(outcome?.renderUri).toBe("https://buyer.example/ad");
    expect(ledgerOf(device)).toEqual([
      `custom audience buyer.example/one | trusted-signals-failed | ${detail}`,
      `custom audience buyer.example/two | trusted-signals-failed | ${detail}`,
    ]);
    expect(urlsOf(device).filter((url) => url.endsWith("/bidding.js"))).toHaveLength(1);
  },
);

it("never keeps trusted signals for the next auction (spec: on-device 2.4)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience());

  await device.adServices.selectAds(anAdSelectionConfig());
  await device.adServices.selectAds(anAdSelectionConfig());

  expect(urlsOf(device).filter((url) => url.startsWith(signalsUri))).toHaveLength(2);
});
