import { expect, it } from "vitest";
import { aCustomAudience, anAdSelectionConfig } from "../../../support/builders.ts";
import { anOutcome, createDevice, join } from "../../../support/device-fixture.ts";

const select = "https://seller.example/select.js";
const script = `function selectOutcome(outcomes) { console.log(outcomes.map(({ id }) => id).join()); return { status: 0, result: null }; }`;

/** Three outcomes, by ascending id, and a call over them that tells what its script sees. */
async function createSelection(outcomesInGivenOrder: boolean) {
  const profile = { base: "android-all-on", set: { outcomesInGivenOrder } } as const;
  const device = createDevice({ profile, routes: { [select]: script } });
  await join(device, aCustomAudience());
  const ids: bigint[] = [];
  for (let made = 0; made < 3; made += 1) {
    const outcome = await anOutcome(device.adServices.selectAds(anAdSelectionConfig()));
    ids.push(BigInt(outcome.adSelectionId));
  }
  const ascending = ids.toSorted((one, other) => Number(one > other) - Number(one < other));
  const selectAmong = async (given: readonly string[]) => {
    await device.adServices.selectAdsFromOutcomes({
      seller: "seller.example",
      adSelectionIds: [...given],
      selectionLogicUri: select,
    });
    const seen = device.events.flatMap((event) =>
      event.type === "console.printed" ? [event.text.split(",")] : [],
    );
    const advice = device.events.flatMap((event) =>
      event.type === "selection.advised" ? [event.detail] : [],
    );
    return { seen, advice };
  };
  return { ids: ascending.map(String), selectAmong };
}

it("shows outcomes ascending by id, each once, and says that their order is not the caller's (spec: on-device 3.3)", async () => {
  const { ids, selectAmong } = await createSelection(false);
  const [first = "", ...rest] = ids;
  const last = ids.at(-1) ?? "";

  const { seen, advice } = await selectAmong([last, first, ...rest, first]);

  expect(seen).toEqual([ids]);
  expect(advice).toEqual([
    `outcomes[0] is arbitrary here: 3 ids were passed and Android orders them by id, so it is ${first}, although ${last} was named first; to tell a script the order, pass it in selectionSignals`,
  ]);
});

it("shows outcomes in the order given, where the profile has it so, and has no advice (spec: on-device 3.3)", async () => {
  const { ids, selectAmong } = await createSelection(true);
  const given = ids.toReversed();

  const { seen, advice } = await selectAmong([...given, ...ids]);

  expect(seen).toEqual([given]);
  expect(advice).toEqual([]);
});

it("has no advice for ids that come in ascending order, or alone (spec: on-device 3.3)", async () => {
  const { ids, selectAmong } = await createSelection(false);
  const [only = ""] = ids;

  await selectAmong([only, only]);
  const { advice } = await selectAmong(ids);

  expect(advice).toEqual([]);
});
