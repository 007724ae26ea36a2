import { expect, it } from "vitest";
import { aBid, aManagedServer, aNetwork, MOBILE, refusal, VIDEO } from "./a-managed-server.ts";

const url = "/mediated-networks";

it("answers with everything that is known of a network, defaults included", async () => {
  const send = await aManagedServer();

  const added = await send("POST", url, aNetwork);

  expect(added).toEqual({
    status: 201,
    body: {
      id: 1,
      name: "CoolAds",
      creative_custom_request_partner_id: MOBILE,
      active: false,
      default_bid_currency: "USD",
      network_type: "mobile",
      is_data_integration_active: false,
      sdk: null,
      advertiser_id: 1,
      member_id: 1,
      bid_count: 0,
      processed_on: "1970-01-01 00:00:01",
      last_modified: "2026-11-22 12:00:00",
    },
  });
  expect(await send("GET", `${url}/1`)).toEqual({ status: 200, body: added.body });
});

it("lists the networks that are on, or off, with how many bids they have", async () => {
  const send = await aManagedServer();
  await send("POST", url, { ...aNetwork, active: true });
  await send("POST", url, { ...aNetwork, name: "Other" });
  await send("POST", "/mediated-bids", aBid);

  const on = await send("GET", `${url}?active=true`);
  const off = await send("GET", `${url}?active=false`);

  expect(on.body).toMatchObject({ mediated_networks: [{ name: "CoolAds", bid_count: 1 }] });
  expect(off.body).toMatchObject({ mediated_networks: [{ name: "Other", bid_count: 0 }] });
});

it("changes what a patch names, and leaves the rest", async () => {
  const send = await aManagedServer();
  const sdk = { adapter: "fixed-price", options: { cpmUsd: 2, latencyMs: 80 } };
  await send("POST", url, { ...aNetwork, sdk });

  const changed = await send("PATCH", `${url}/1`, {
    name: "CoolerAds",
    sdk: { options: { cpmUsd: 3 } },
  });

  expect(changed).toMatchObject({
    status: 200,
    body: {
      name: "CoolerAds",
      creative_custom_request_partner_id: MOBILE,
      sdk: { adapter: "fixed-price", options: { cpmUsd: 3, latencyMs: 80 } },
    },
  });
});

it("refuses unknown and read-only fields, each by its name, before and after", async () => {
  const send = await aManagedServer();
  const details = {
    id: "Read-only: only answers have it",
    bid_count: "Read-only: only answers have it",
    colour: 'Unrecognized key: "colour"',
  };
  const fields = { id: 7, bid_count: 3, colour: "red" };
  await send("POST", url, aNetwork);

  const answers = [
    await send("POST", url, { ...aNetwork, name: "Other", ...fields }),
    await send("PATCH", `${url}/1`, fields),
  ];

  const expected = refusal(400, "VALIDATION_ERROR", details);
  expect(answers).toEqual([expected, expected]);
});

it("says everything that is wrong with a network that fits the schema", async () => {
  const send = await aManagedServer();

  const answer = await send("POST", url, {
    name: "Video",
    creative_custom_request_partner_id: VIDEO,
    default_bid_currency: "EUR",
    is_data_integration_active: true,
    credentials: "secret",
  });

  expect(answer).toEqual(
    refusal(400, "VALIDATION_ERROR", {
      is_data_integration_active: 'Reports of "Custom Video Network" cannot be fetched',
      credentials: 'Reports of "Custom Video Network" cannot be fetched',
      default_bid_currency:
        "There is no rate of EUR for yesterday or before: PUT /currency-rates/EUR/<day>",
    }),
  );
});

it("refuses an unknown partner", async () => {
  const send = await aManagedServer();

  const answer = await send("POST", url, {
    ...aNetwork,
    creative_custom_request_partner_id: 99,
  });

  expect(answer).toEqual(
    refusal(400, "VALIDATION_ERROR", {
      creative_custom_request_partner_id:
        "There is no partner 99: GET /creative-custom-request-partners",
    }),
  );
});

it("takes credentials where reports can be fetched, and never tells them", async () => {
  const send = await aManagedServer();

  const added = await send("POST", url, {
    name: "AdMob",
    creative_custom_request_partner_id: 2,
    credentials: "secret",
    is_data_integration_active: true,
  });

  expect(added.status).toBe(201);
  expect(JSON.stringify([added, await send("GET", url)])).not.toMatch(/secret|credentials/);
});

it("refuses a name that a network or another advertiser has, whatever its case", async () => {
  const send = await aManagedServer();
  await send("PATCH", "/settings", { advertisers: ["Acme"] });
  await send("POST", url, aNetwork);
  await send("POST", url, { ...aNetwork, name: "Other" });

  const answers = [
    await send("POST", url, { ...aNetwork, name: "coolads" }),
    await send("POST", url, { ...aNetwork, name: "ACME" }),
    await send("PATCH", `${url}/2`, { name: "CoolAds" }),
    await send("PATCH", "/settings", { advertisers: ["Acme", "coolads"] }),
  ];

  expect(answers).toEqual([
    refusal(409, "CONFLICT", { name: 'There is a network "coolads"' }),
    refusal(409, "CONFLICT", { name: 'There is an advertiser "ACME"' }),
    refusal(409, "CONFLICT", { name: 'There is a network "CoolAds"' }),
    refusal(409, "CONFLICT", { "advertisers[1]": 'There is a network "coolads"' }),
  ]);
});

it("adds a built-in network once and keeps its name; a custom one may be renamed", async () => {
  const send = await aManagedServer();
  const inMobi = { name: "InMobi", creative_custom_request_partner_id: 10 };
  await send("POST", url, inMobi);
  await send("POST", url, aNetwork);

  const answers = [
    await send("POST", url, { ...inMobi, name: "InMobi again" }),
    await send("PATCH", `${url}/1`, { name: "Mine" }),
    await send("PATCH", `${url}/1`, { creative_custom_request_partner_id: MOBILE }),
  ];
  const renamed = await send("PATCH", `${url}/2`, { name: "Mine" });

  expect(answers).toEqual([
    refusal(409, "CONFLICT", {
      creative_custom_request_partner_id: 'A built-in network is added once, and "InMobi" is there',
    }),
    refusal(400, "VALIDATION_ERROR", { name: 'Built-in network "InMobi" keeps its name' }),
    refusal(400, "VALIDATION_ERROR", {
      creative_custom_request_partner_id:
        "A network stays with its partner: add another network instead",
    }),
  ]);
  expect(renamed).toMatchObject({ status: 200, body: { name: "Mine" } });
});

it("removes a network with its bids only when told so", async () => {
  const send = await aManagedServer();
  await send("POST", url, aNetwork);
  await send("POST", "/mediated-bids", aBid);

  const refused = await send("DELETE", `${url}/1`);
  const removed = await send("DELETE", `${url}/1?force=true`);

  expect(refused).toEqual({
    status: 409,
    body: {
      error: {
        code: "CONFLICT",
        message: "Mediated network 1 has bids (1): remove them first, or add ?force=true.",
        details: [],
      },
    },
  });
  expect(removed).toEqual({ status: 204, body: undefined });
  expect(await send("GET", "/mediated-bids")).toEqual({ status: 200, body: { mediated_bids: [] } });
  expect(await send("DELETE", `${url}/1`)).toMatchObject({ status: 404 });
});

it.each([
  ["GET", `${url}/9`],
  ["PATCH", `${url}/9`],
  ["DELETE", `${url}/9`],
  ["POST", `${url}/9/activate`],
])("%s %s finds nothing", async (method, path) => {
  const send = await aManagedServer();

  const answer = await send(method, path, method === "PATCH" ? {} : undefined);

  expect(answer).toEqual({
    status: 404,
    body: { error: { code: "NOT_FOUND", message: "There is no mediated network 9.", details: [] } },
  });
});

it.each(["abc", "0", "1.5", "-1", "1e999"])("refuses the number %o", async (id) => {
  const send = await aManagedServer();

  const answer = await send("GET", `${url}/${id}`);

  expect(answer).toMatchObject({ status: 400, body: { error: { details: [{ path: "id" }] } } });
});

it("switches off what it would not add any more", async () => {
  const send = await aManagedServer();
  await send("PUT", "/currency-rates/EUR/2026-11-21", { rate: 1.1 });
  await send("POST", url, { ...aNetwork, default_bid_currency: "EUR", active: true });
  await send("DELETE", "/currency-rates/EUR/2026-11-21");

  const answer = await send("POST", `${url}/1/deactivate`);

  expect(answer).toMatchObject({ status: 200, body: { active: false } });
});
