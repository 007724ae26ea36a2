import type { AdServerConfig } from "./ad-server-config.ts";
import type { AdServerOptions } from "./ad-server-options.ts";
import type { ApiDocument } from "./api-document.ts";
import { applySeed, hasSeed } from "./chains/apply-seed.ts";
import { createAuctioneer, type Auctioneer } from "./chains/auctioneer.ts";
import { createContextualAnswers, type ContextualAnswers } from "./contextual-answers.ts";
import { parsePublicUrl } from "./creatives/creative-base-url.ts";
import { createHostDirectory, type HostDirectory } from "./host-directory.ts";
import { createManagement, type Management } from "./management/management.ts";
import { createPerformance, type Performance } from "./performance/performance.ts";
import { createReportLog, type ReportLog } from "./report-log.ts";
import { openStore, type Store } from "./store/store.ts";
import { createTroubles, type Troubles } from "./troubles.ts";

/** Less than the server has patience for a request as a whole: the endpoint has its own words for it. */
const usualBodyMs = 8_000;
const reportBounds = { maxReports: 10_000, maxCharacters: 8 * 1024 * 1024 };

/** What the routes share: the configuration, made ready for look-ups, and what changes. */
export interface Platform {
  readonly answers: ContextualAnswers;
  readonly hosts: HostDirectory;
  readonly reports: ReportLog;
  readonly apiDocument: ApiDocument;
  readonly nowMs: () => number;
  readonly troubles: Troubles;
  /** What whoever manages has to show. */
  readonly token: string | undefined;
  /** Where creatives are framed from, if that is known beforehand. */
  readonly publicUrl: string | undefined;
  /** Whether what is not sent as JSON is refused, JSON or not. */
  readonly isContentTypeStrict: boolean;
  /** How long the body of a request for mediation may be on its way. */
  readonly maxBodyMs: number;
  /** Opened when somebody first asks for it: most servers never need one. */
  readonly store: () => Store;
  readonly management: () => Management;
  readonly performance: () => Performance;
  readonly auctioneer: () => Auctioneer;
  close(): Promise<void>;
}

/** @throws MediationError ERR_CONFIG_INVALID, ERR_STORE_UNREADABLE, ERR_STORE_NEWER, ERR_STORE_UNWRITABLE */
export function createPlatform(
  config: AdServerConfig,
  options: AdServerOptions,
  apiDocument: ApiDocument,
): Platform {
  const { token, nowMs = Date.now, publicUrl } = options;
  const { isContentTypeStrict = false, maxBodyMs = usualBodyMs } = options;
  return {
    answers: createContextualAnswers(config),
    hosts: createHostDirectory(config.hosts),
    reports: createReportLog(reportBounds),
    apiDocument,
    nowMs,
    troubles: createTroubles(),
    token,
    isContentTypeStrict,
    maxBodyMs,
    publicUrl: publicUrl === undefined ? undefined : parsePublicUrl(publicUrl),
    ...openMemory(config, options, nowMs),
  };
}

/** Everything that rests on the store, each made when somebody first asks for it. */
function openMemory(
  config: AdServerConfig,
  { data, isDurable, onAuction }: AdServerOptions,
  nowMs: () => number,
): Pick<Platform, "store" | "management" | "performance" | "auctioneer" | "close"> {
  let store: Store | undefined;
  let management: Management | undefined;
  let performance: Performance | undefined;
  let auctioneer: Auctioneer | undefined;
  const open = (): Store => (store ??= openStore(data && `${data}/fledgling.db`, isDurable));
  const manage = (): Management => (management ??= createManagement(open(), nowMs));
  // Who names a folder wants to hear at once that it cannot be used.
  if (data !== undefined) open();
  try {
    if (hasSeed(config)) applySeed(config, { store: open(), management: manage(), nowMs });
  } catch (error) {
    store?.close();
    throw error;
  }
  const configuredIds = Object.keys(config.networks);
  return {
    store: open,
    management: manage,
    performance: () => (performance ??= createPerformance(open(), { configuredIds, nowMs })),
    auctioneer: () =>
      (auctioneer ??= createAuctioneer({
        store: open(),
        management: manage(),
        config,
        nowMs,
        onAuction,
      })),
    async close() {
      await performance?.close();
      store?.close();
    },
  };
}
