import type { Clock } from "../sdk/foundation/environment.ts";
import type { AuctionRecord } from "./chains/auction-record.ts";
import type { LogLevel } from "./server-log.ts";

/** What an ad server runs on, as against what it is configured to answer. */
export interface AdServerOptions {
  /** An existing folder that keeps what management is told; without one, all of that ends with the server. */
  readonly data?: string | undefined;
  /** Whom it answers; default: `everything`, management included. */
  readonly serves?: "everything" | "the public" | undefined;
  /** What whoever manages has to show; without one, only this machine may. */
  readonly token?: string | undefined;
  /** The time, in milliseconds since 1970; default: the system's. */
  readonly nowMs?: (() => number) | undefined;
  /** By which bids follow their networks' reports every noon, UTC; without one, only when they are told to. */
  readonly clock?: Pick<Clock, "nowMs" | "sleepInBackground"> | undefined;
  /** Is shown how each answer that comes from an auction came about, before it is sent. */
  readonly onAuction?: ((record: AuctionRecord) => void) | undefined;
  /**
   * Where browsers reach the server, such as `https://ads.example`: creatives are framed from there. Without it, the URLs have
   * no scheme and the host that the request was sent to.
   */
  readonly publicUrl?: string | undefined;
  /** Refuse requests for mediation that are not sent as JSON with 415; without it, whatever parses is taken. */
  readonly isContentTypeStrict?: boolean | undefined;
  /** How long the body of a request for mediation may be on its way, in milliseconds; default: 8000. */
  readonly maxBodyMs?: number | undefined;
  /** What is logged, as JSON lines: never an address's query, a header or a body; without one, nothing is. */
  readonly logLevel?: LogLevel | undefined;
  /** Takes each line with its end; default: standard error. */
  readonly writeLog?: ((line: string) => void) | undefined;
  /** Has what is kept reach the disk before it is answered: a power cut loses nothing, and every commit waits for the disk. */
  readonly isDurable?: boolean | undefined;
}
