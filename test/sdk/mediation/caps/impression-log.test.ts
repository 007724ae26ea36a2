import { expect, it } from "vitest";
import { createImpressionLog } from "../../../../sdk/mediation/caps/impression-log.ts";
import { createVirtualClock } from "../../../../simulator/index.ts";

const minuteMs = 60_000;

function aCap(owner: string, key: string, windowMs: number) {
  return { owner, name: owner, key, cap: { impressions: 1, windowMs } };
}

it("counts for each key by itself", () => {
  const log = createImpressionLog(createVirtualClock(0));
  const [home, menu] = [aCap("slot", "home", minuteMs), aCap("slot", "menu", minuteMs)];

  log.count([home]);

  expect(log.findRefusal([menu])).toBeUndefined();
  expect(log.findRefusal([menu, home])?.by).toBe(home);
});

it("names of several caps the one that holds longest, and the first of those that hold as long", () => {
  const log = createImpressionLog(createVirtualClock(0));
  const [app, slot, user] = [
    aCap("app", "app", minuteMs),
    aCap("slot", "slot", 3 * minuteMs),
    aCap("user", "user", 3 * minuteMs),
  ];

  log.count([app, slot, user]);

  expect(log.findRefusal([app, slot, user])).toMatchObject({ by: slot, waitMs: 3 * minuteMs });
});

it("lets the window move on with the clock", async () => {
  const clock = createVirtualClock(0);
  const log = createImpressionLog(clock);
  const cap = { owner: "app", name: "the app", key: "app", cap: { impressions: 2, windowMs: 100 } };

  log.count([cap]);
  await clock.sleep(60);
  log.count([cap]);
  await clock.sleep(30);
  const early = log.findRefusal([cap]);
  await clock.sleep(10);
  const free = log.findRefusal([cap]);
  log.count([cap]);
  const full = log.findRefusal([cap]);

  expect([early?.waitMs, free, full?.waitMs]).toEqual([10, undefined, 60]);
});
