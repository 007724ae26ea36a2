import { HttpError } from "../http-errors.ts";
import { EventsBodySchema } from "../performance/event-schema.ts";
import type { Platform } from "../platform.ts";
import { parseBid, type CreativeQuery } from "./creative-query.ts";

/** What a pixel or a click says of an ad. */
export interface CreativeEvent {
  readonly kind: "impression" | "click";
  /** Of the ad: told twice, it is counted once. */
  readonly adId: string | undefined;
  readonly query: CreativeQuery;
}

/** Where it was sent to. */
interface Sent {
  readonly url: string;
  /** Without a port. */
  readonly hostname: string;
}

/**
 * THE place where a shown or clicked creative becomes a report, as it was sent, and an event of its network's performance,
 * if it says which network it belongs to and the platform knows that one.
 * @throws MediationError ERR_STORE_UNWRITABLE
 */
export async function collectCreativeEvent(
  { reports, performance, nowMs }: Platform,
  event: CreativeEvent,
  { url, hostname }: Sent,
): Promise<void> {
  reports.add({ method: "GET", host: hostname.toLowerCase(), path: url, body: "" });
  const rows = EventsBodySchema.safeParse({ ...toEvent(event), at: nowMs() });
  if (!rows.success) return;
  try {
    await performance().ingest(rows.data);
  } catch (error) {
    // A network that the platform does not know: whoever looks at an ad is not to blame.
    if (!(error instanceof HttpError)) throw error;
  }
}

function toEvent({ kind, adId, query: { bidder, imp, bid } }: CreativeEvent): object {
  return {
    event_id: adId && `creative:${kind}:${adId}`,
    network_id: bidder,
    slot_id: imp,
    level: "server",
    kind,
    ...(kind === "impression" && { cpm_usd: parseBid(bid) }),
  };
}
