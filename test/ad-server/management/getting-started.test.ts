import { expect, it } from "vitest";
import { aManagedServer, MOBILE } from "./a-managed-server.ts";

/** seed: mediation, "Getting started", in its order. */
it("takes networks, bids and their activation in the order of the documents", async () => {
  const send = await aManagedServer();

  const partners = await send("GET", "/creative-custom-request-partners");
  const network = await send("POST", "/mediated-networks", {
    name: "CoolAds",
    creative_custom_request_partner_id: MOBILE,
    sdk: { adapter: "fixed-price", options: { cpmUsd: 2 } },
  });
  const bids = [
    await send("POST", "/mediated-bids", {
      name: "CoolAds top",
      active: false,
      mediated_network_id: 1,
      "line-item": { revenue_value: 2 },
      creative: { size: "320x50", uid: "4711" },
    }),
    await send("POST", "/mediated-bids", {
      name: "CoolAds rest",
      active: false,
      mediated_network_id: 1,
      "line-item": { revenue_value: 0.5 },
      creative: { size: "320x50", uid: "4712" },
    }),
  ];
  const switched = [
    await send("POST", "/mediated-networks/1/activate"),
    await send("POST", "/mediated-bids/1/activate"),
    await send("POST", "/mediated-bids/2/activate"),
  ];
  const selling = await send("GET", "/mediated-bids?active=true&mediated_network_id=1");

  expect(partners).toMatchObject({
    status: 200,
    body: {
      creative_custom_request_partners: expect.arrayContaining([
        expect.objectContaining({ id: MOBILE, name: "Custom Mobile Network" }),
      ]) as unknown,
    },
  });
  expect([network, ...bids].map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(switched.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(selling).toMatchObject({
    status: 200,
    body: {
      mediated_bids: [
        {
          name: "CoolAds top",
          active: true,
          mediated_network: { id: 1, name: "CoolAds", active: true },
        },
        { name: "CoolAds rest", active: true },
      ],
    },
  });
});
