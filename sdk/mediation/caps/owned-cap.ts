import type { JsonObject } from "../../foundation/json.ts";
import type { AdSlot } from "../../model/ad-slot.ts";
import type { Cap } from "../../model/cap.ts";
import type { MediationNode } from "../../model/mediation-chain.ts";
import type { WalkOptions } from "../walk-options.ts";

/** A cap with whose it is, and hence which impressions it counts. */
export interface OwnedCap<Owner extends string = string> {
  readonly owner: Owner;
  /** What the ledger calls the owner: `slot "home"`. */
  readonly name: string;
  /** Impressions of one key count together. */
  readonly key: string;
  readonly cap: Cap;
}

/** Those that are known before anybody is asked. */
export type RequestCap = OwnedCap<"app" | "slot" | "user">;

interface Asked {
  readonly caps: WalkOptions["caps"];
  readonly slot: AdSlot;
  readonly user: JsonObject | undefined;
}

/** Whoever has no id is the one user of the device. */
export function capsOfRequest({ caps, slot, user }: Asked): readonly RequestCap[] {
  const { slotId } = slot;
  const userId = typeof user?.["id"] === "string" ? user["id"] : undefined;
  return [
    ...own("app", "the app", { cap: caps.app }),
    ...own("slot", `slot "${slotId}"`, { id: [slotId], cap: slot.cap }),
    ...own("user", userId === undefined ? "the user" : `user "${userId}"`, {
      id: userId === undefined ? [] : [userId],
      cap: caps.user,
    }),
  ];
}

/** A node's cap counts what it showed in this slot. */
export function capsOfNode({ slotId }: AdSlot, node: MediationNode): readonly OwnedCap<"node">[] {
  const { nodeId, networkId, cap } = node;
  return own("node", `node "${nodeId}"`, { id: [slotId, nodeId, networkId], cap });
}

function own<Owner extends string>(
  owner: Owner,
  name: string,
  { id = [], cap }: { readonly id?: readonly string[]; readonly cap: Cap | undefined },
): readonly OwnedCap<Owner>[] {
  return cap === undefined ? [] : [{ owner, name, key: JSON.stringify([owner, ...id]), cap }];
}
