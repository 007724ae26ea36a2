import type { JsonObject } from "../../sdk/foundation/json.ts";
import type { MediationNode } from "../../sdk/model/mediation-chain.ts";
import type { BidOf } from "../auction/auction-bid.ts";

/** How the SDK reaches a network: passed on as it is, nobody here knows the adapter. */
export interface NetworkSdk {
  readonly adapter: string;
  readonly options: JsonObject;
}

/** A mediated bid with what the SDK needs to ask its network. */
export interface MediatedSource {
  readonly bid: BidOf<"mediated">;
  /** Absent: the network has nothing that runs in an app, so no chain can have it. */
  readonly sdk: NetworkSdk | undefined;
  /** What the phone counts for its user. */
  readonly cap?: MediationNode["cap"] | undefined;
  /** The network's own id for this place. */
  readonly placementId?: string | undefined;
  /** What it has paid lately, in the bid's currency; absent as long as nobody knows. */
  readonly historicalCpm?: number | undefined;
}
