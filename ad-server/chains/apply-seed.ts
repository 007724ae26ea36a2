import { MediationError } from "../../sdk/foundation/errors.ts";
import type { AdServerConfig } from "../ad-server-config.ts";
import { HttpError } from "../http-errors.ts";
import { createManagement, type Management } from "../management/management.ts";
import { IN_MEMORY } from "../store/open-database.ts";
import { AutoCpmOptionsSchema, refreshAutoCpm } from "../performance/auto-cpm.ts";
import { PayoutsBodySchema } from "../performance/payout-schema.ts";
import { createPerformance } from "../performance/performance.ts";
import { openStore, type Store } from "../store/store.ts";
import { NO_SUPPLY, SUPPLY, type SupplyKey } from "../supply/supply.ts";
import { createSupplyKeeper } from "../supply/supply-keeper.ts";
import type { PlatformSeed } from "./seed-schema.ts";

interface Seeded {
  readonly store: Store;
  readonly management: Management;
  readonly nowMs: () => number;
}

/** Whether anything of a configuration is kept in the store. */
export function hasSeed({ platform, slots }: AdServerConfig): boolean {
  return platform !== undefined || listAuctionSlots(slots).length > 0;
}

/**
 * Tells the platform what the configuration says of it. A store that has been told something before keeps that: of
 * the configuration it takes slots only, and those that it does not have.
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function applySeed({ platform: seed, slots }: AdServerConfig, seeded: Seeded): void {
  const { management } = seeded;
  const isFresh = management.networks.list().length === 0 && hasNoSupply(seeded.store);
  if (seed !== undefined && isFresh) {
    if (seeded.store.file !== IN_MEMORY) rehearse(seed, seeded.nowMs);
    seedPlatform(seed, seeded);
  }
  seedSlots(slots, seeded);
}

/** What a folder was told half would not be fresh any more. */
function rehearse(seed: PlatformSeed, nowMs: () => number): void {
  const store = openStore();
  try {
    seedPlatform(seed, { store, management: createManagement(store, nowMs), nowMs });
  } finally {
    store.close();
  }
}

function seedPlatform(seed: PlatformSeed, seeded: Seeded): void {
  const { management } = seeded;
  tell("settings", () => management.settings.change(seed.settings));
  for (const rate of seed.rates) management.rates.put(rate);
  seedNetworks(seed, management);
  seedPayouts(seed, seeded);
  seedSupply(seed, seeded);
}

/** Bids that follow their networks' reports begin with those of the last seven days (spec: yield 4.3). */
function seedPayouts({ payouts }: PlatformSeed, { store, management, nowMs }: Seeded): void {
  if (payouts.length === 0) return;
  const performance = createPerformance(store, { configuredIds: [], nowMs });
  tell("payouts", () => performance.putPayouts(PayoutsBodySchema.parse(payouts)));
  refreshAutoCpm({ store, management, nowMs: nowMs() }, AutoCpmOptionsSchema.parse({}));
}

function hasNoSupply(store: Store): boolean {
  return Object.values(SUPPLY).every(({ kind }) => store.collection(kind).list().length === 0);
}

function seedNetworks({ networks, bids }: PlatformSeed, management: Management): void {
  const ids = new Map<string, number>();
  for (const [index, network] of networks.entries()) {
    tell(`networks[${index}]`, () => {
      ids.set(network.name, management.networks.add(network).id);
    });
  }
  for (const [index, { network, ...bid }] of bids.entries()) {
    const mediated_network_id = ids.get(network);
    if (mediated_network_id === undefined) {
      throw refuse(
        `bids[${index}].network`,
        `There is no network "${network}" in platform.networks`,
      );
    }
    tell(`bids[${index}]`, () => management.bids.add({ ...bid, mediated_network_id }));
  }
}

function seedSupply(seed: PlatformSeed, seeded: Seeded): void {
  for (const key of Object.keys(NO_SUPPLY) as SupplyKey[]) {
    if (key === "slots") continue;
    const keeper = createSupplyKeeper(seeded, SUPPLY[key]);
    for (const [index, body] of seed[key].entries()) {
      tell(`${key}[${index}]`, () => keeper.add(body));
    }
  }
}

function seedSlots(slots: AdServerConfig["slots"], seeded: Seeded): void {
  const keeper = createSupplyKeeper(seeded, SUPPLY.slots);
  const there = new Set(
    seeded.store
      .collection(SUPPLY.slots.kind)
      .list()
      .map((slot) => slot["slot_id"]),
  );
  for (const [slotId, slot] of listAuctionSlots(slots)) {
    if (!there.has(slotId)) keeper.add({ slot_id: slotId, ...slot });
  }
}

function listAuctionSlots(slots: AdServerConfig["slots"]) {
  return Object.entries(slots).flatMap(([slotId, slot]) => {
    if (slot.kind !== "auction") return [];
    const { kind: _kind, ...fields } = slot;
    return [[slotId, fields] as const];
  });
}

/** What a route would have refused is a mistake in the configuration. */
function tell(path: string, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const [detail] = error.details;
    const where = detail === undefined ? path : `${path}.${detail.path}`.replace(".[", "[");
    throw refuse(where, detail?.message ?? error.message);
  }
}

function refuse(path: string, message: string): MediationError {
  const text = `Invalid options for the ad server: platform.${path}: ${message}.`;
  return new MediationError("ERR_CONFIG_INVALID", text, {
    hint: "Change the configuration: nothing of it was taken.",
    details: { issues: [{ path: `platform.${path}`, message }] },
  });
}
