import {
  AdServices,
  collectLedger,
  type AdServicesOptions,
  type AdSelectionOutcome,
  type CustomAudienceInput,
  type MediationEvent,
  type ScriptSandbox,
} from "fledgling";
import { PREBUILT_LOGIC } from "fledgling/decision-logic";
import { biddingScript, decisionScript } from "./builders.ts";
import type { Route } from "./scripted-internet.ts";
import { createTestEnvironment, type TestEnvironment } from "./test-environment.ts";

/** A device in virtual time, and everything there is to see of it. */
export interface DeviceFixture extends Pick<TestEnvironment, "clock" | "http"> {
  readonly adServices: AdServices;
  /** What the device has told so far. */
  readonly events: readonly MediationEvent[];
}

/** Two buyers and a seller with scripts that work; servers that say nothing; routes of the test's own on top. */
export function createDevice(
  device: Pick<AdServicesOptions, "profile" | "withBodies"> & {
    readonly routes?: Readonly<Record<string, Route>>;
    readonly sandbox?: ScriptSandbox;
  } = {},
): DeviceFixture {
  const { routes = {}, sandbox, ...options } = device;
  const environment = createTestEnvironment({
    routes: { ...workingRoutes, ...routes },
    ...(sandbox !== undefined && { sandbox }),
  });
  const adServices = new AdServices({
    environment,
    appId: "com.example.game",
    prebuiltLogic: PREBUILT_LOGIC,
    ...options,
  });
  const events: MediationEvent[] = [];
  adServices.subscribe((event) => events.push(event));
  const { clock, http } = environment;
  return { adServices, events, clock, http };
}

const workingRoutes: Readonly<Record<string, Route>> = {
  "https://seller.example/": "",
  "https://seller.example/decision.js": decisionScript,
  "https://seller.example/signals": "{}",
  "https://buyer.example/": "",
  "https://buyer.example/bidding.js": biddingScript,
  "https://buyer.example/trusted": "{}",
  "https://other.example/": "",
  "https://other.example/bidding.js": biddingScript,
  "https://other.example/trusted": "{}",
};

export async function join(
  { adServices }: DeviceFixture,
  ...audiences: readonly CustomAudienceInput[]
): Promise<void> {
  for (const audience of audiences) await adServices.joinCustomAudience(audience);
}

/** The outcome, where a test has no use for there being none. */
export async function anOutcome(
  selecting: Promise<AdSelectionOutcome | null>,
): Promise<AdSelectionOutcome> {
  const outcome = await selecting;
  if (outcome === null) throw new Error("expected an outcome, and nobody was selected");
  return outcome;
}

/** Why the others did not win: `subject | rule | detail`. */
export function ledgerOf({ events }: DeviceFixture): readonly string[] {
  return collectLedger(events).map(
    ({ subject, rule, detail }) => `${subject} | ${rule} | ${detail}`,
  );
}

/** What the service said of the last call that failed, and what the app saw of it. */
export function lastFailureOf({ events }: DeviceFixture) {
  const failed = events.findLast((event) => event.type === "device-call.failed");
  if (failed?.type !== "device-call.failed") throw new Error("expected a call to have failed");
  const { api, status, serviceMessage, exception } = failed;
  return { api, status, serviceMessage, exception };
}

/** Addresses of everything that was asked for, in order. */
export function urlsOf({ http }: DeviceFixture): readonly string[] {
  return http.requests.map(({ url }) => url);
}
