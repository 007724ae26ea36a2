import { beforeEach, expect, it } from "vitest";
import {
  aBid,
  aManagedServer,
  aNetwork,
  refusal,
  VIDEO,
  WEB,
  type Send,
} from "./a-managed-server.ts";

const url = "/mediated-bids";
let send: Send;

beforeEach(async () => {
  send = await aManagedServer();
  await send("POST", "/mediated-networks", aNetwork);
});

it("answers with everything that is known of a bid, defaults included", async () => {
  const added = await send("POST", url, { type: "mobile", ...aBid });

  expect(added).toEqual({
    status: 201,
    body: {
      id: 1,
      name: "CoolAds top",
      active: true,
      mediated_network_id: 1,
      "line-item": { revenue_value: 2, revenue_type: "cpm", currency: "USD" },
      campaign: {
        start_date: null,
        end_date: null,
        lifetime_budget_imps: null,
        daily_budget_imps: null,
        daily_budget: null,
        priority: 5,
        inventory_type: "direct",
        cpm_bid_type: "margin",
      },
      profile: {
        placement_targets: [],
        placement_action: "include",
        publisher_targets: [],
        publisher_action: "include",
        category_targets: [],
        category_action: "include",
        country_targets: [],
        country_action: "include",
        region_targets: [],
        region_action: "include",
        city_targets: [],
        city_action: "include",
        segment_targets: [],
        segment_action: "include",
        domain_targets: [],
        domain_action: "include",
        app_targets: [],
        app_action: "include",
        os_family_targets: [],
        os_version_targets: [],
        browser_targets: [],
        language_targets: [],
        device_type_targets: [],
        device_model_targets: [],
        key_value_targets: {},
        key_value_action: "include",
        daypart_targets: [],
        max_day_imps: null,
        max_lifetime_imps: null,
      },
      creative: {
        media_type: "banner",
        size: "320x50",
        uid: "4711",
        parameter: null,
        class_name: null,
        ad_tag: null,
        support_ssl: false,
        secure_ad_tag: null,
        vast_url: null,
        content_source: "mediation",
        audit_status: "no_audit",
        custom_request_template: { timeout_ms: 0 },
      },
      label: null,
      auto_bid_adjustments_enabled: false,
      bid_optimization_enabled: true,
      estimated_revenue_tracking_enabled: true,
      reporting_macros: {},
      sdk: { options: {} },
      mediated_network: { id: 1, name: "CoolAds", active: false },
      member_id: 1,
      line_item_id: 1,
      campaign_id: 1,
      creative_id: 1,
      profile_id: 1,
      suggested_bid_price: null,
      suggested_bid_price_confidence: null,
      last_modified: "2026-11-22 12:00:00",
    },
  });
  expect(await send("GET", `${url}/1`)).toEqual({ status: 200, body: added.body });
});

it("lists the bids of one network, on or off", async () => {
  await send("POST", "/mediated-networks", { ...aNetwork, name: "Other" });
  await send("POST", url, aBid);
  await send("POST", url, { ...aBid, name: "off", mediated_network_id: 2, active: false });

  const lists = [
    await send("GET", `${url}?mediated_network_id=2`),
    await send("GET", `${url}?active=true`),
    await send("GET", `${url}?mediated_network_id=3`),
  ];

  expect(lists.map(({ body }) => body)).toMatchObject([
    { mediated_bids: [{ name: "off" }] },
    { mediated_bids: [{ name: "CoolAds top" }] },
    { mediated_bids: [] },
  ]);
});

it("changes what a patch names, in an object as well, and takes a limit away with null", async () => {
  const campaign = { daily_budget_imps: 100, lifetime_budget_imps: 1000 };
  await send("POST", url, { ...aBid, campaign });

  const changed = await send("PATCH", `${url}/1`, {
    "line-item": { revenue_value: 2.5 },
    campaign: { daily_budget_imps: null },
  });

  expect(changed).toMatchObject({
    status: 200,
    body: {
      name: "CoolAds top",
      "line-item": { revenue_value: 2.5, currency: "USD" },
      campaign: { daily_budget_imps: null, lifetime_budget_imps: 1000 },
      creative: { uid: "4711" },
    },
  });
});

it.each([
  [{ "line-item": { revenue_value: -1 } }, "line-item.revenue_value", />=0/],
  [{ "line-item": { revenue_value: 1000 } }, "line-item.revenue_value", /<=999/],
  [{ "line-item": {} }, "line-item.revenue_value", /^Required$/],
  [{ "line-item": { revenue_value: 1, revenue_type: "cpc" } }, "line-item.revenue_type", /"cpm"/],
  [{ campaign: { priority: 6 } }, "campaign.priority", /expected 5/],
  [{ campaign: { start_date: "2026-02-30 00:00:00" } }, "campaign.start_date", /such as 2026/],
  [{ campaign: { start_date: "tomorrow" } }, "campaign.start_date", /such as 2026/],
  [
    { campaign: { start_date: "2026-11-22 00:00:00", end_date: "2026-11-22 00:00:00" } },
    "campaign.end_date",
    /ends after it starts/,
  ],
  [{ campaign: { daily_budget_imps: 0 } }, "campaign.daily_budget_imps", />0/],
  [{ profile: { app_targets: Array.from({ length: 26 }, String) } }, "profile.app_targets", /<=25/],
  [{ profile: { domain_action: "both" } }, "profile.domain_action", /include/],
  [{ profile: { daypart_targets: [24] } }, "profile.daypart_targets[0]", /<=23/],
  [{ profile: { colour: 1 } }, "profile.colour", /Unrecognized/],
  [{ creative: { uid: "1" } }, "creative.size", /A banner has a size/],
  [{ creative: { size: "wide", uid: "1" } }, "creative.size", /such as 320x50/],
  [
    { creative: { size: "1x1", uid: "1", support_ssl: true, ad_tag: "<a>" } },
    "creative.secure_ad_tag",
    /promises one/,
  ],
  [{ creative: { size: "1x1", uid: "1", vast_url: "ftp://x" } }, "creative.vast_url", /http/],
  [
    { creative: { size: "1x1", uid: "1", custom_request_template: { timeout_ms: "soon" } } },
    "creative.custom_request_template.timeout_ms",
    /Invalid/,
  ],
  [{ suggested_bid_price: 25.4 }, "suggested_bid_price", /Read-only/],
  [{ type: "web" }, "type", /"mobile"/],
])("refuses %j", async (fields, path, message) => {
  const answer = await send("POST", url, { ...aBid, ...fields });

  expect(answer).toEqual(
    refusal(400, "VALIDATION_ERROR", { [path]: expect.stringMatching(message) as string }),
  );
});

it("says when its network does not exist, and that it stays with it", async () => {
  await send("POST", url, aBid);
  await send("POST", "/mediated-networks", { ...aNetwork, name: "Other" });

  const answers = [
    await send("POST", url, { ...aBid, mediated_network_id: 7 }),
    await send("PATCH", `${url}/1`, { mediated_network_id: 2 }),
    await send("PATCH", `${url}/1`, { type: "mobile" }),
  ];

  expect(answers).toEqual([
    refusal(400, "VALIDATION_ERROR", { mediated_network_id: "There is no mediated network 7" }),
    refusal(400, "VALIDATION_ERROR", {
      mediated_network_id: "A bid stays with its network: add another bid instead",
    }),
    refusal(400, "VALIDATION_ERROR", { type: "Read-only: only answers have it" }),
  ]);
});

it("is in its network's currency, also after that was changed", async () => {
  await send("PUT", "/currency-rates/EUR/2026-11-21", { rate: 1.1 });
  await send("POST", url, { ...aBid, "line-item": { revenue_value: 2, currency: "USD" } });
  await send("PATCH", "/mediated-networks/1", { default_bid_currency: "EUR" });

  const changed = await send("PATCH", `${url}/1`, { label: "top" });
  const refused = await send("PATCH", `${url}/1`, { "line-item": { currency: "USD" } });

  expect(changed).toMatchObject({ status: 200, body: { "line-item": { currency: "EUR" } } });
  expect(refused).toEqual(
    refusal(400, "VALIDATION_ERROR", {
      "line-item.currency": 'All bids of "CoolAds" are in EUR',
    }),
  );
});

it("follows reports, and counts revenue, only where there is something to follow or count", async () => {
  const answer = await send("POST", url, {
    ...aBid,
    auto_bid_adjustments_enabled: true,
    estimated_revenue_tracking_enabled: false,
    campaign: { daily_budget: 10 },
  });

  expect(answer).toEqual(
    refusal(400, "VALIDATION_ERROR", {
      auto_bid_adjustments_enabled:
        '"CoolAds" has no reports to follow: is_data_integration_active is false',
      "campaign.daily_budget": "Without estimated_revenue_tracking_enabled no revenue is known",
    }),
  );
});

it.each([
  ["a mobile network", 1, "creative.uid", "Custom Mobile Network"],
  ["a web network", 2, "creative.ad_tag", "Custom Web Network"],
  ["a video network", 3, "creative.vast_url", "Custom Video Network"],
])("needs what %s knows its placement by", async (_what, networkId, path, partner) => {
  await send("POST", "/mediated-networks", {
    name: "Web",
    creative_custom_request_partner_id: WEB,
  });
  await send("POST", "/mediated-networks", {
    name: "Video",
    creative_custom_request_partner_id: VIDEO,
  });

  const answer = await send("POST", url, {
    ...aBid,
    mediated_network_id: networkId,
    creative: { size: "320x50" },
  });

  expect(answer).toEqual(
    refusal(400, "VALIDATION_ERROR", { [path]: `Bids on "${partner}" have one` }),
  );
});

it("refuses an id of a placement that another bid of the network has, and a name of any bid", async () => {
  await send("POST", "/mediated-networks", { ...aNetwork, name: "Other" });
  await send("POST", url, aBid);
  await send("POST", url, { ...aBid, name: "elsewhere", mediated_network_id: 2 });

  const answers = [
    await send("POST", url, { ...aBid, name: "twin" }),
    await send("PATCH", `${url}/2`, { name: "coolads TOP" }),
  ];
  const itself = await send("PATCH", `${url}/1`, { creative: { uid: "4711" } });

  expect(answers).toEqual([
    refusal(409, "CONFLICT", {
      "creative.uid": 'Bid "CoolAds top" of this network has the id "4711"',
    }),
    refusal(409, "CONFLICT", { name: 'There is a bid "coolads TOP"' }),
  ]);
  expect(itself.status).toBe(200);
});

it("is switched off and on, and removed", async () => {
  await send("POST", url, aBid);

  const [off, on] = [
    await send("POST", `${url}/1/deactivate`),
    await send("POST", `${url}/1/activate`),
  ];
  const removed = [await send("DELETE", `${url}/1`), await send("DELETE", `${url}/1`)];

  expect([off, on]).toMatchObject([{ body: { active: false } }, { body: { active: true } }]);
  expect(removed.map(({ status }) => status)).toEqual([204, 404]);
});
