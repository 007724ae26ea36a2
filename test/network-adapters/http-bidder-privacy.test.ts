import { expect, it } from "vitest";
import { httpBidder } from "../../network-adapters/http-bidder/index.ts";
import type { PrivacySettings } from "../../sdk/adapter-kit.ts";
import { aLoadRequest, aNetworkWorld } from "../support/a-network-environment.ts";

/** What the bidder is told of privacy, request by request, while the user changes their mind. */
async function tellBidder(...settings: readonly PrivacySettings[]): Promise<readonly unknown[]> {
  const told: unknown[] = [];
  let current: PrivacySettings = {};
  const { environment } = aNetworkWorld({
    async send({ body = "" }) {
      const { regs, user } = JSON.parse(body) as {
        readonly regs?: unknown;
        readonly user?: unknown;
      };
      told.push({ regs, user });
      return { kind: "response", status: 204, headers: {}, body: "" };
    },
  });
  const world = { ...environment, privacy: () => current };
  const network = httpBidder.connect({ url: "https://bidder.example/openrtb2" }, world);
  for (const each of settings) {
    current = each;
    await network.load(aLoadRequest(), new AbortController().signal);
  }
  return told;
}

it("says what the user allows where OpenRTB 2.6 has it", async () => {
  const told = await tellBidder({
    gdprApplies: true,
    tcString: "CP3tAUAP3tAUAAKABAENDIEgAAAAAAAAAAAAAAAAAAAA",
    usPrivacy: "1YNN",
    gppString: "DBABLA~CEAaAAAAAACA.QA",
    gppSids: [7],
    childDirected: false,
  });

  const regs = {
    coppa: 0,
    gdpr: 1,
    us_privacy: "1YNN",
    gpp: "DBABLA~CEAaAAAAAACA.QA",
    gpp_sid: [7],
  };
  const user = { consent: "CP3tAUAP3tAUAAKABAENDIEgAAAAAAAAAAAAAAAAAAAA" };
  expect(told).toEqual([{ regs, user }]);
});

it("leaves out what nobody has said, and says at once what changes", async () => {
  const told = await tellBidder({}, { gdprApplies: false }, { tcString: "C", childDirected: true });

  expect(told).toEqual([{}, { regs: { gdpr: 0 } }, { regs: { coppa: 1 }, user: { consent: "C" } }]);
});
