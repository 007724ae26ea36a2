import { isDeepStrictEqual } from "node:util";
import { messageOf, type NetworkFill } from "../../../sdk/adapter-kit.ts";
import type { PrivacySettings } from "../../../sdk/index.ts";
import { refuseThrow } from "./bidding-cases.ts";
import { Breach, show } from "./breach.ts";
import type { ContractCase, Met } from "./contract-case.ts";
import { someAd } from "./questions.ts";
import { patienceMs, settleWithin } from "./settle.ts";

/** Every word there is, one at a time, and all taken back. */
const privacyChanges: readonly PrivacySettings[] = [
  { gdprApplies: true, tcString: "CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA" },
  { usPrivacy: "1YYN" },
  { gppString: "DBAA", gppSids: [2, 6] },
  { childDirected: true },
  {},
];

/** What holds over the life of a connection. */
export const LIFE_CASES: readonly ContractCase[] = [
  {
    name: "can be initialized twice, and says the same",
    needs: "initialize",
    async check(subject) {
      await subject.inWorld(async ({ network, world }) => {
        const { signal } = new AbortController();
        const ask = () => settleWithin(world.clock, patienceMs, () => network.initialize?.(signal));
        const [one, other] = [await ask(), await ask()];
        if (isDeepStrictEqual(one, other)) return;
        throw new Breach({
          did: `initialize said first ${show(one)}, then ${show(other)}`,
          expected: "the same both times: remember that it is done",
          why: "after a failure or a time-out the SDK tries again, and the first try may have worked",
        });
      });
    },
  },
  {
    name: "can be told twice that an ad is over, shown or not",
    needs: "invalidate",
    async check(subject) {
      await subject.inWorld(async (met) => {
        await invalidate(met, "an ad that was never shown");
        const { signal } = new AbortController();
        await settleWithin(met.world.clock, patienceMs, () =>
          met.network.show?.(someAd, { ...subject.request, adId: "ad-1" }, signal),
        );
        await invalidate(met, "an ad that was shown");
        await invalidate(met, "the same ad again");
      });
    },
  },
  {
    name: "takes whatever the user allows or forbids",
    needs: "updatePrivacySettings",
    async check(subject) {
      await subject.inWorld(async ({ network }) => {
        for (const settings of privacyChanges) {
          const changed = Object.keys(settings) as (keyof PrivacySettings)[];
          const what = `updatePrivacySettings(${show(settings)}, ${show(changed)})`;
          refuseThrow(what, () => network.updatePrivacySettings?.(settings, changed));
        }
      });
    },
  },
  {
    name: "can be let go of, twice if need be",
    needs: "dispose",
    async check(subject) {
      await subject.inWorld(async (met) => {
        for (const time of ["first", "second"]) await dispose(met, time);
      });
    },
  },
];

async function invalidate({ network, world }: Met, what: string): Promise<void> {
  const ad: NetworkFill = someAd;
  const ending = await settleWithin(world.clock, patienceMs, () => network.invalidate?.(ad));
  if (ending.kind === "answered") return;
  const said = ending.kind === "threw" ? `threw "${messageOf(ending.error)}"` : "never settled";
  throw new Breach({
    did: `invalidate, told of ${what}, ${said}`,
    expected: "it settles, whatever became of the ad before",
    why: "ads expire, are let go of and are closed, and more than one of it happens to the same ad",
  });
}

async function dispose({ network, world }: Met, time: string): Promise<void> {
  const ending = await settleWithin(world.clock, patienceMs, () => network.dispose?.());
  if (ending.kind === "answered") return;
  const said = ending.kind === "threw" ? `threw "${messageOf(ending.error)}"` : "never settled";
  throw new Breach({
    did: `the ${time} dispose ${said}`,
    expected: "it settles, however often it is called",
    why: "an app that is closing lets go of everything, and cannot wait for one network",
  });
}
