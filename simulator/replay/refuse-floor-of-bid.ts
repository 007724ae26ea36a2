import { MediationError } from "../../sdk/index.ts";
import { part, partsOf } from "../scenario/input-part.ts";
import { findSoldNodes } from "../scenario/sold-nodes.ts";

/** Of what auctions put into chains, floors are the slot's: undefined for every other knob. */
export function refuseFloorOfBid(value: unknown, path: string): MediationError | undefined {
  const [, nodeId] = /^node\.(.+)\.floor(?:CpmUsd)?$/.exec(path) ?? [];
  const scenario = { path: [], value };
  if (!findSoldNodes(scenario).some((bid) => bid.nodeId === nodeId)) return undefined;
  const slots = partsOf(part(scenario, "adServer", "slots"));
  const auctions = slots.filter((slot) => part(slot, "kind").value === "auction");
  const reserves = auctions.map((slot) => `${slot.path.join(".")}.reserve`);
  const message = `There is no knob "${path}": "${nodeId}" is a bid, and the floor of its auction is its slot's.`;
  return new MediationError("ERR_REPLAY_KNOB", message, {
    hint: `Set instead: ${reserves.join(", ")}`,
    details: { path },
  });
}
