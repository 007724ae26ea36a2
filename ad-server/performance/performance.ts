import { HttpError } from "../http-errors.ts";
import type { KeptNetwork } from "../management/networks.ts";
import { toFieldPath } from "../request-validator.ts";
import type { EventRow } from "../store/event-table.ts";
import { createReportReader } from "../store/report-reader.ts";
import type { Store } from "../store/store.ts";
import { unknownName } from "../unknown-name.ts";
import { createEventWriter, type Ingested } from "./event-writer.ts";
import { reportNetworks } from "./network-report.ts";
import type { NetworkReport, ReportQuery } from "./network-report-schema.ts";
import { createPutPayouts, type PayoutsKept } from "./payouts.ts";
import type { Payout } from "./payout-schema.ts";

/** How all networks do, in one place. */
export interface Performance {
  /** @throws HttpError VALIDATION_ERROR, MediationError ERR_STORE_UNWRITABLE */
  ingest(events: readonly EventRow[]): Promise<Ingested>;
  /** @throws HttpError VALIDATION_ERROR, MediationError ERR_STORE_UNWRITABLE */
  putPayouts(payouts: readonly Payout[]): PayoutsKept;
  report(query: Omit<ReportQuery, "format">): Promise<NetworkReport>;
  /** Before the store is. */
  close(): Promise<void>;
}

interface Surroundings {
  /** Networks of the configuration. With mediated networks they are those that are known; without either, all are. */
  readonly configuredIds: readonly string[];
  readonly nowMs: () => number;
}

export function createPerformance(
  store: Store,
  { configuredIds, nowMs }: Surroundings,
): Performance {
  const write = createEventWriter(store);
  const reader = createReportReader(store);
  const put = createPutPayouts(store, nowMs);
  const networks = store.collection<KeptNetwork>("mediated-network");
  const listKnown = () => [...configuredIds, ...networks.list().map(({ name }) => name)];

  return {
    async ingest(events) {
      refuseStrangers(events, listKnown());
      return await write(events);
    },
    putPayouts(payouts) {
      refuseStrangers(payouts, listKnown());
      return put(payouts);
    },
    report: (query) => reportNetworks(reader, query),
    close: () => reader.close(),
  };
}

function refuseStrangers(
  items: readonly { readonly networkId: string }[],
  known: readonly string[],
): void {
  if (known.length === 0) return;
  const names = new Set(known);
  const details = items.flatMap(({ networkId }, index) => {
    if (names.has(networkId)) return [];
    const path = toFieldPath([index, "network_id"]);
    return [{ path, message: unknownName("network", networkId, known) }];
  });
  if (details.length === 0) return;
  throw new HttpError("VALIDATION_ERROR", "Nothing is kept: networks are unknown.", details);
}
