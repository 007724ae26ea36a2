import { expect, it } from "vitest";
import {
  parseAuctionBids,
  parseAuctionConfiguration,
  runAuction,
} from "../../../ad-server/index.ts";
import { createManagement, type Management } from "../../../ad-server/management/management.ts";
import { NetworkInputSchema } from "../../../ad-server/management/network-schema.ts";
import { PartnerInputSchema } from "../../../ad-server/management/partner-schema.ts";
import { BidInputSchema } from "../../../ad-server/management/bid-schema.ts";
import {
  listStoredBids,
  toAuctionBid,
  toAuctionConfiguration,
  type BidUsage,
} from "../../../ad-server/management/to-auction-bid.ts";
import { openStore } from "../../../ad-server/store/store.ts";
import { aBid, aNetwork, NOON_MS } from "./a-managed-server.ts";

function aManagement(network: object = {}): Management {
  const management = createManagement(openStore(), () => NOON_MS);
  management.networks.add(NetworkInputSchema.parse({ ...aNetwork, active: true, ...network }));
  return management;
}

function add(management: Management, fields: object = {}): void {
  management.bids.add(BidInputSchema.parse({ ...aBid, ...fields }));
}

function collectAuctionBids(management: Management, side: Parameters<typeof toAuctionBid>[1] = {}) {
  return listStoredBids(management).map((stored) => toAuctionBid(stored, side));
}

const plain = {
  kind: "mediated",
  bidId: "1",
  networkId: "CoolAds",
  cpm: 2,
  currency: "USD",
  isActive: true,
  isNetworkActive: true,
  priority: 5,
  isOptimised: true,
  flight: {},
  caps: [],
  isSecure: false,
  targeting: { mediaTypes: ["banner"], excluded: {} },
};

it("hands a bid to the auction with nothing but what it says", () => {
  const management = aManagement();
  add(management);

  const bids = collectAuctionBids(management);

  expect(bids).toEqual([plain]);
  expect(() => parseAuctionBids(bids)).not.toThrow();
});

it("hands on whether bid and network are on, the flight and the targeting", () => {
  const management = aManagement({ active: false });
  add(management, {
    active: false,
    bid_optimization_enabled: false,
    campaign: { start_date: "2026-11-22 00:00:00", end_date: "2026-11-23 00:00:00" },
    profile: {
      publisher_targets: ["daily"],
      category_targets: ["IAB25"],
      category_action: "exclude",
      country_targets: ["CH"],
      region_targets: ["Jura"],
      region_action: "exclude",
      city_targets: ["Bern", "Basel"],
      app_targets: ["bad.app"],
      app_action: "exclude",
      os_family_targets: ["android"],
      os_version_targets: ["16"],
      browser_targets: ["webview"],
      language_targets: ["de"],
      device_type_targets: ["phone"],
      device_model_targets: ["Pixel 9"],
      key_value_targets: { section: ["sport"] },
      daypart_targets: [8, 9],
    },
  });

  const bids = collectAuctionBids(management);

  expect(bids).toEqual([
    {
      ...plain,
      isActive: false,
      isNetworkActive: false,
      isOptimised: false,
      flight: {
        startsAtMs: Date.parse("2026-11-22T00:00:00Z"),
        endsAtMs: Date.parse("2026-11-23T00:00:00Z"),
      },
      targeting: {
        publishers: ["daily"],
        countries: ["CH"],
        cities: ["Bern", "Basel"],
        keyValues: { section: ["sport"] },
        osFamilies: ["android"],
        osVersions: ["16"],
        browsers: ["webview"],
        languages: ["de"],
        deviceTypes: ["phone"],
        deviceModels: ["Pixel 9"],
        hours: [8, 9],
        mediaTypes: ["banner"],
        excluded: { categories: ["IAB25"], regions: ["Jura"], apps: ["bad.app"] },
      },
    },
  ]);
});

it("counts what was used against each cap", () => {
  const management = aManagement();
  add(management, {
    campaign: { lifetime_budget_imps: 1000, daily_budget_imps: 100, daily_budget: 5 },
    profile: { max_day_imps: 3, max_lifetime_imps: 10 },
  });
  const used: Partial<BidUsage> = { impressionsToday: 7, userImpressionsToday: 3 };

  const [bid] = collectAuctionBids(management, { usage: used });

  expect(bid?.caps).toEqual([
    { name: "impressions ever", limit: 1000, used: 0 },
    { name: "impressions today", limit: 100, used: 7 },
    { name: "USD today", limit: 5, used: 0 },
    { name: "impressions for this user ever", limit: 10, used: 0 },
    { name: "impressions for this user today", limit: 3, used: 3 },
  ]);
});

it.each([
  [[], undefined],
  [["320x50", "728x90"], undefined],
  [["728x90"], ["320x50"]],
])("for sizes %j, targets %j", (sizes, targeted) => {
  const management = aManagement();
  add(management);

  const [bid] = collectAuctionBids(management, { sizes });

  expect(bid?.targeting?.sizes).toEqual(targeted);
});

it.each([
  [0, 0, undefined],
  [0, 200, 200],
  ["300", 200, 300],
])("a bid's timeout of %o under a partner's of %i is %o", (own, partners, timeoutMs) => {
  const management = createManagement(openStore(), () => NOON_MS);
  const template = { hostname: "ads.example", uri: "/", timeout_ms: partners };
  const { id } = management.partners.add(
    PartnerInputSchema.parse({ name: "Mine", macro_type: "customsdk", templates: [template] }),
  );
  management.networks.add(
    NetworkInputSchema.parse({ ...aNetwork, creative_custom_request_partner_id: id }),
  );
  add(management, { creative: { ...aBid.creative, custom_request_template: { timeout_ms: own } } });

  const [bid] = collectAuctionBids(management);

  expect(bid?.timeoutMs).toBe(timeoutMs);
});

it("is ranked by the auction in USD, at yesterday's rate", () => {
  const management = aManagement();
  management.rates.put({ code: "EUR", date: "2026-11-21", rate: 1.5 });
  management.networks.change(1, { default_bid_currency: "EUR" });
  add(management);
  const request = {
    auctionId: "auction-1",
    atMs: NOON_MS,
    impression: { slotId: "home", mediaType: "banner", segments: [] },
  };

  const { winner, bids } = runAuction(
    request,
    parseAuctionConfiguration(toAuctionConfiguration(management, NOON_MS)),
    parseAuctionBids(collectAuctionBids(management)),
  );

  expect(winner).toMatchObject({ bidId: "1" });
  expect(bids).toMatchObject([{ bidId: "1", rankUsd: 3 }]);
  expect(toAuctionConfiguration(management, NOON_MS)).toEqual({
    isMediationEnabled: true,
    ratesUsd: { EUR: 1.5 },
    waterfall: { contentRetrievalTimeoutMs: 1_000 },
  });
});
