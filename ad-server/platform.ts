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

const reportBounds = { maxReports: 10_000, maxCharacters: 8 * 1024 * 1024 };

/** What the routes share: the configuration, made ready for look-ups, and what changes. */
export interface Platform {
  readonly answers: ContextualAnswers;
  readonly hosts: HostDirectory;
  readonly reports: ReportLog;
  readonly apiDocument: ApiDocument;
  readonly nowMs: () => number;
  /** What whoever manages has to show. */
  readonly token: string | undefined;
  /** Where creatives are framed from, if that is known beforehand. */
  readonly publicUrl: string | undefined;
  /** Whether what is not sent as JSON is refused, JSON or not. */
  readonly isContentTypeStrict: boolean;
  /** Opened when somebody first asks for it: most servers never need one. */
  readonly store: () => Store;
  readonly management: () => Management;
  readonly performance: () => Performance;
  readonly auctioneer: () => Auctioneer;
  close(): void;
}

/** @throws MediationError ERR_CONFIG_INVALID, ERR_STORE_UNREADABLE, ERR_STORE_NEWER, ERR_STORE_UNWRITABLE */
export function createPlatform(
  config: AdServerConfig,
  { data, token, nowMs = Date.now, publicUrl, isContentTypeStrict = false }: AdServerOptions,
  apiDocument: ApiDocument,
): Platform {
  let store: Store | undefined;
  let management: Management | undefined;
  let performance: Performance | undefined;
  let auctioneer: Auctioneer | undefined;
  const open = (): Store => (store ??= openStore(data && `${data}/fledgling.db`));
  // Who names a folder wants to hear at once that it cannot be used.
  if (data !== undefined) open();
  const manage = (): Management => (management ??= createManagement(open(), nowMs));
  try {
    if (hasSeed(config)) applySeed(config, { store: open(), management: manage() });
  } catch (error) {
    store?.close();
    throw error;
  }
  return {
    answers: createContextualAnswers(config),
    hosts: createHostDirectory(config.hosts),
    reports: createReportLog(reportBounds),
    apiDocument,
    nowMs,
    token,
    isContentTypeStrict,
    publicUrl: publicUrl === undefined ? undefined : parsePublicUrl(publicUrl),
    store: open,
    management: manage,
    performance: () =>
      (performance ??= createPerformance(open(), {
        configuredIds: Object.keys(config.networks),
        nowMs,
      })),
    auctioneer: () =>
      (auctioneer ??= createAuctioneer({ store: open(), management: manage(), config, nowMs })),
    close: () => store?.close(),
  };
}
