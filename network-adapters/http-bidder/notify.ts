import { MediationError, type NetworkEnvironment } from "../../sdk/adapter-kit.ts";
import { substituteMacros, type AuctionFacts } from "./macros.ts";

/**
 * Tells the bidder what became of its bid, if it left an address for that.
 *
 * @throws MediationError ERR_ADAPTER_FAILED
 * @see OpenRTB 2.6, section 4.2.3, `nurl`, `lurl` and `burl`
 */
export async function notify(
  { http }: NetworkEnvironment,
  address: string | undefined,
  facts: AuctionFacts,
): Promise<void> {
  if (address === undefined) return;
  const url = substituteMacros(address, facts);
  const answer = await http.send({ method: "GET", url, purpose: "adapter" });
  if (answer.kind === "response" && answer.status < 300) return;
  const why = answer.kind === "failure" ? answer.detail : `${url} answered ${answer.status}`;
  throw new MediationError("ERR_ADAPTER_FAILED", `The bidder was not told: ${why}`);
}
