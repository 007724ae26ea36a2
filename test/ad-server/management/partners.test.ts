import { expect, it } from "vitest";
import { aManagedServer, aNetwork, refusal } from "./a-managed-server.ts";

const url = "/creative-custom-request-partners";

interface Listed {
  readonly creative_custom_request_partners: readonly {
    readonly id: number;
    readonly name: string;
    readonly macro_type: string;
    readonly integration_kind: string;
    readonly supply: readonly string[];
    readonly integration: { readonly supported: boolean };
  }[];
}

/** The table of spec: monetize 1.3. */
const BUILT_IN = `
AdColony | app | no | sdk
AdMob | app | yes | sdk
AdSense | mweb web | yes | client
Amazon (mobile) | app | no | sdk
Amazon (web) | mweb web | no | client
Claymotion | app | no | server
DoubleClick for Publishers | app | no | sdk
Hunt | app mweb | no | server
iAd | app | no | sdk
InMobi | app mweb | yes | server
Jumptap | app mweb | yes | server
Millennial Media (mobile web) | mweb | yes | client
Millennial Media (mobile app) | app | yes | sdk
MobFox | app mweb | yes | server
MobileFuse | app mweb | yes | server
Mojiva | app mweb | yes | server
MoPub | app | no | sdk
OpenX | app mweb | no | server
OpenX Ad Exchange | mweb web | yes | client
PubMatic | mweb web | yes | client
Rubicon Project | mweb web | yes | client
Smaato | app mweb | yes | server
Smaato (mobile web) | mweb | yes | client
Verve | app mweb | no | server
Vserv | app mweb | yes | server
`;

const supplies = { "mobile-app": "app", "mobile-web": "mweb", "desktop-web": "web" } as const;

it("knows the 25 built-in networks of the documents, in their order", async () => {
  const send = await aManagedServer();

  const { body } = await send("GET", url);

  const all = (body as Listed).creative_custom_request_partners;
  const rows = all
    .filter(({ macro_type: type }) => type === "standard")
    .map(({ name, supply, integration, integration_kind: kind }) => {
      const where = supply.map((each) => supplies[each as keyof typeof supplies]);
      return `${name} | ${where.join(" ")} | ${integration.supported ? "yes" : "no"} | ${kind}`;
    });
  expect(rows).toEqual(BUILT_IN.trim().split("\n"));
  expect(all.map(({ id }) => id)).toEqual(all.map((_, index) => index + 1));
});

it.each([
  ["customsdk", "sdk", ["mobile-app"]],
  ["customweb", "client", ["mobile-web", "desktop-web"]],
  ["customvideo", "client", ["mobile-app", "mobile-web", "desktop-web"]],
])("has a partner of type %s from the start, and takes more", async (type, kind, supply) => {
  const send = await aManagedServer();
  const listed = (await send("GET", url)).body as Listed;
  const ofType = listed.creative_custom_request_partners.filter(
    ({ macro_type: macroType }) => macroType === type,
  );

  const added = await send("POST", url, { name: "Mine", macro_type: type });

  expect(ofType).toHaveLength(1);
  expect(added).toEqual({
    status: 201,
    body: {
      id: 101,
      name: "Mine",
      macro_type: type,
      member_id: 1,
      integration_kind: kind,
      supply,
      credentials: [],
      integration: {
        supported: false,
        active: false,
        data_timezone: "UTC",
        data_granularity: "daily",
      },
      templates: [],
    },
  });
  expect(await send("GET", `${url}/101`)).toEqual({ status: 200, body: added.body });
});

it("fills in what a template leaves out", async () => {
  const send = await aManagedServer();

  const added = await send("POST", url, {
    name: "Mine",
    macro_type: "customweb",
    templates: [{ hostname: "ads.example", uri: "/ad?c=${CACHEBUSTER}&s=#{SITE}" }],
  });

  expect(added).toMatchObject({
    body: {
      templates: [
        {
          hostname: "ads.example",
          uri: "/ad?c=${CACHEBUSTER}&s=#{SITE}",
          port: 80,
          is_post: false,
          content: null,
          timeout_ms: 0,
          is_client: true,
          media_subtype: null,
          macros: [],
        },
      ],
    },
  });
});

it("refuses what no partner can be", async () => {
  const send = await aManagedServer();

  const answers = [
    await send("POST", url, { name: "Mine", macro_type: "standard" }),
    await send("POST", url, {
      name: "Mine",
      macro_type: "customvideo",
      integration: { supported: true },
    }),
    await send("POST", url, { name: "admob", macro_type: "customsdk" }),
  ];

  expect(answers).toEqual([
    refusal(400, "VALIDATION_ERROR", {
      macro_type: 'Invalid option: expected one of "customsdk"|"customweb"|"customvideo"',
    }),
    refusal(400, "VALIDATION_ERROR", {
      "integration.supported": "The reports of a custom video network cannot be fetched",
    }),
    refusal(409, "CONFLICT", { name: 'There is a partner "admob"' }),
  ]);
});

it("removes a partner of one's own that has no networks", async () => {
  const send = await aManagedServer();
  await send("POST", url, { name: "Mine", macro_type: "customsdk" });
  await send("POST", "/mediated-networks", {
    ...aNetwork,
    creative_custom_request_partner_id: 101,
  });

  const used = await send("DELETE", `${url}/101`);
  await send("DELETE", "/mediated-networks/1");
  const answers = [
    await send("DELETE", `${url}/101`),
    await send("DELETE", `${url}/101`),
    await send("DELETE", `${url}/2`),
  ];

  expect(used).toMatchObject({
    status: 409,
    body: { error: { message: 'Partner "Mine" has networks: "CoolAds".' } },
  });
  expect(answers).toMatchObject([
    { status: 204 },
    { status: 404, body: { error: { message: "There is no partner 101." } } },
    { status: 409, body: { error: { message: 'Partner "AdMob" is built in.' } } },
  ]);
});
