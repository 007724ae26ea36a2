import { expect, it } from "vitest";
import type { HttpRequest, PrivacySettings } from "../../../../sdk/index.ts";
import type { NetworkEnvironment } from "../../../../sdk/adapter-kit.ts";
import { aFillingAdapter, aMediation, anAdapter, aResponse } from "../../../support/a-mediation.ts";
import { errorOf } from "../../../support/error-of.ts";

const fill = { kind: "fill", renderUri: "https://alpha.example/ad", cpmUsd: 2 } as const;

/** An SDK whose one network keeps what it is told, beside whatever else it can do. */
async function aToldNetwork(privacy: PrivacySettings = {}) {
  const told: unknown[] = [];
  const seen: PrivacySettings[] = [];
  const load = async (_request: unknown, _signal: unknown, world: NetworkEnvironment) => {
    seen.push(world.privacy());
    return fill;
  };
  const updatePrivacySettings = (...news: unknown[]): void => void told.push(news);
  const adapters = [anAdapter("alpha", load, { updatePrivacySettings })];
  return { ...(await aMediation({ adapters, privacy })), told, seen };
}

it("tells connected networks, and whoever listens, what differs", async () => {
  const { sdk, requestAd, events, told, seen } = await aToldNetwork({
    gdprApplies: true,
    usPrivacy: "1YNN",
    gppSids: [7],
  });
  await requestAd();
  const settings = { gdprApplies: true, usPrivacy: "1YYN", gppSids: [7], childDirected: true };

  sdk.setPrivacySettings(settings);
  const event = events.at(-1);
  await requestAd();

  const changed = ["usPrivacy", "childDirected"];
  expect(event).toEqual({ type: "privacy.changed", atMs: 0, changed, settings });
  expect(told).toEqual([[settings, changed]]);
  expect(seen.map(({ usPrivacy }) => usPrivacy)).toEqual(["1YNN", "1YYN"]);
});

it("forgets what is not said again", async () => {
  const { sdk, requestAd, events, seen } = await aToldNetwork({ usPrivacy: "1YNN" });

  sdk.setPrivacySettings({ gdprApplies: false });
  await requestAd();

  expect(events[0]).toMatchObject({ changed: ["gdprApplies", "usPrivacy"] });
  expect(seen).toEqual([{ gdprApplies: false }]);
});

it("says nothing where nothing differs, and nothing to networks that are not connected", async () => {
  const { sdk, events, told } = await aToldNetwork({ gppSids: [2, 7] });

  sdk.setPrivacySettings({ gppSids: [2, 7] });
  const before = events.length;
  sdk.setPrivacySettings({});

  expect([before, events.length, told]).toEqual([0, 1, []]);
});

it("goes on to the next network when one cannot take the settings", async () => {
  const told: string[] = [];
  const throwing = anAdapter("alpha", async () => ({ kind: "no-fill", reason: "sold out" }), {
    updatePrivacySettings() {
      throw new Error("no consent, no service");
    },
  });
  const taking = anAdapter("beta", async () => fill, {
    updatePrivacySettings: () => void told.push("beta"),
  });
  const { sdk, requestAd, events, clock } = await aMediation({ adapters: [throwing, taking] });
  await requestAd();

  sdk.setPrivacySettings({ childDirected: true });
  await clock.sleep(1);

  const message = "could not take the privacy settings: no consent, no service";
  expect(told).toEqual(["beta"]);
  expect(events.at(-1)).toEqual({ type: "adapter.logged", atMs: 0, networkId: "alpha", message });
});

it("refuses settings that are none, with their paths, and keeps the old ones", async () => {
  const { sdk, requestAd, events, seen } = await aToldNetwork({ usPrivacy: "1YNN" });
  const wrong = { gdprApplies: "yes", tcstring: "C" } as unknown as PrivacySettings;

  const error = await errorOf(() => sdk.setPrivacySettings(wrong));
  await requestAd();

  expect(error).toMatchObject({
    code: "ERR_CONFIG_INVALID",
    details: {
      issues: [
        { path: ["gdprApplies"], message: expect.any(String) },
        { path: [], message: 'Unrecognized key: "tcstring"' },
      ],
    },
  });
  expect(events.some(({ type }) => type === "privacy.changed")).toBe(false);
  expect(seen).toEqual([{ usPrivacy: "1YNN" }]);
});

it("hands out settings that nobody can change", async () => {
  const { requestAd, seen } = await aToldNetwork({ gppSids: [7] });
  await requestAd();
  const settings = seen[0] as { gppSids: number[]; childDirected?: boolean };

  expect(() => (settings.childDirected = true)).toThrow(TypeError);
  expect(() => settings.gppSids.push(8)).toThrow(TypeError);
});

it("sends the endpoint what the user allows, unless the request has a consent of its own", async () => {
  const consents: unknown[] = [];
  const endpoint = async ({ body = "" }: HttpRequest) => {
    consents.push((JSON.parse(body) as { consent?: unknown }).consent);
    return aResponse("", 204);
  };
  const { sdk, requestAd } = await aMediation({ endpoint });

  await requestAd();
  sdk.setPrivacySettings({ gdprApplies: true, gppSids: [7] });
  await requestAd();
  await sdk.requestAd({ slotId: "level-end", consent: { own: "string" } });

  expect(consents).toEqual([undefined, { gdprApplies: true, gppSids: [7] }, { own: "string" }]);
});

it("skips a node that needs more than the user allows, before its network is connected", async () => {
  const connected: string[] = [];
  const alpha = aFillingAdapter("alpha");
  const watched = {
    ...alpha,
    connect(...world: Parameters<typeof alpha.connect>) {
      connected.push("alpha");
      return alpha.connect(...world);
    },
  };
  const { sdk, requestAd } = await aMediation({
    adapters: [watched, aFillingAdapter("beta")],
    nodes: [
      { nodeId: "alpha", privacy: { sellsData: true }, cap: { minIntervalMs: 1 } },
      { nodeId: "beta" },
    ],
    privacy: { usPrivacy: "1YYN" },
  });

  const { ledger } = await requestAd();
  const before = [...connected];
  sdk.setPrivacySettings({ usPrivacy: "1YNN" });
  const allowed = await requestAd();

  expect(ledger).toEqual([
    {
      atMs: 0,
      requestId: "request-1",
      nodeId: "alpha",
      subject: 'node "alpha"',
      rule: "privacy-not-allowed",
      detail: 'usPrivacy "1YYN" opts out of sale, and the network sells data',
    },
  ]);
  expect([before, connected]).toEqual([[], ["alpha"]]);
  expect(allowed).toMatchObject({ kind: "filled", ad: { nodeId: "alpha" } });
});
