import type { LossRule } from "../model/loss-rules.ts";
import type { MediationNode } from "../model/mediation-chain.ts";
import { capsOfNode } from "./caps/owned-cap.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { findPrivacyObstacle } from "./privacy/find-privacy-obstacle.ts";

/** What keeps a node's network from being asked although it could be: the user's choice, or the node's own cap. */
export function findBar(
  { privacy, impressions, slot }: MediationRequest,
  node: MediationNode,
): { readonly rule: LossRule; readonly detail: string } | undefined {
  const obstacle = node.privacy && findPrivacyObstacle(privacy(), node.privacy);
  if (obstacle !== undefined) return { rule: "privacy-not-allowed", detail: obstacle };
  return impressions.findRefusal(capsOfNode(slot, node));
}
