import type { CustomType, IntegrationKind, Partner, Supply } from "./partner-schema.ts";

const app: readonly Supply[] = ["mobile-app"];
const web: readonly Supply[] = ["mobile-web", "desktop-web"];
const mobile: readonly Supply[] = ["mobile-app", "mobile-web"];
const mobileWeb: readonly Supply[] = ["mobile-web"];

type Row = readonly [
  name: string,
  supply: readonly Supply[],
  reports: "reports" | "no reports",
  kind: IntegrationKind,
];

/** In the order of the documents, which is the order of their ids from 1 (spec: monetize 1.3). */
const BUILT_IN: readonly Row[] = [
  ["AdColony", app, "no reports", "sdk"],
  ["AdMob", app, "reports", "sdk"],
  ["AdSense", web, "reports", "client"],
  ["Amazon (mobile)", app, "no reports", "sdk"],
  ["Amazon (web)", web, "no reports", "client"],
  ["Claymotion", app, "no reports", "server"],
  ["DoubleClick for Publishers", app, "no reports", "sdk"],
  ["Hunt", mobile, "no reports", "server"],
  ["iAd", app, "no reports", "sdk"],
  ["InMobi", mobile, "reports", "server"],
  ["Jumptap", mobile, "reports", "server"],
  ["Millennial Media (mobile web)", mobileWeb, "reports", "client"],
  ["Millennial Media (mobile app)", app, "reports", "sdk"],
  ["MobFox", mobile, "reports", "server"],
  ["MobileFuse", mobile, "reports", "server"],
  ["Mojiva", mobile, "reports", "server"],
  ["MoPub", app, "no reports", "sdk"],
  ["OpenX", mobile, "no reports", "server"],
  ["OpenX Ad Exchange", web, "reports", "client"],
  ["PubMatic", web, "reports", "client"],
  ["Rubicon Project", web, "reports", "client"],
  ["Smaato", mobile, "reports", "server"],
  ["Smaato (mobile web)", mobileWeb, "reports", "client"],
  ["Verve", mobile, "no reports", "server"],
  ["Vserv", mobile, "reports", "server"],
];

/** What a custom network of each type is, whoever makes it (spec: monetize 1.4). */
export const CUSTOM_TYPES: Readonly<
  Record<CustomType, { readonly kind: IntegrationKind; readonly supply: readonly Supply[] }>
> = {
  customsdk: { kind: "sdk", supply: app },
  customweb: { kind: "client", supply: web },
  customvideo: { kind: "client", supply: [...app, ...web] },
};

/** Custom partners that are there from the start; any number of networks may be made of each. */
const READY_MADE: readonly (readonly [string, CustomType])[] = [
  ["Custom Mobile Network", "customsdk"],
  ["Custom Web Network", "customweb"],
  ["Custom Video Network", "customvideo"],
];

function partnerOf(
  index: number,
  [name, supply, reports, kind]: Row,
  macroType: Partner["macro_type"],
): Partner {
  const supported = reports === "reports";
  return {
    id: index + 1,
    name,
    macro_type: macroType,
    member_id: 0,
    integration_kind: kind,
    supply: [...supply],
    credentials: supported
      ? [{ name: "credentials", type: "string", is_required: true, is_obscured: true }]
      : [],
    integration: {
      supported,
      active: supported,
      data_timezone: "UTC",
      data_granularity: "daily",
    },
    templates: [],
  };
}

/** The 25 networks that are known by name, then the three types that anything else is one of. */
export const BUILT_IN_PARTNERS: readonly Partner[] = [
  ...BUILT_IN.map((row, index) => partnerOf(index, row, "standard")),
  ...READY_MADE.map(([name, type], index) => {
    const { supply, kind } = CUSTOM_TYPES[type];
    return partnerOf(BUILT_IN.length + index, [name, supply, "no reports", kind], type);
  }),
];
