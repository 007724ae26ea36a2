import { unreliable } from "../../network-adapters/index.ts";
import type { Network, NetworkAdapter, NetworkEnvironment } from "../../sdk/adapter-kit.ts";
import type { ForcedOutcome } from "../scenario/force-schema.ts";
import type { ChainBook } from "./chain-book.ts";
import { toUnreliableOptions, type Asked } from "./forced-options.ts";
import type { TellLaboratory } from "./laboratory.ts";
import { overrideForced } from "./override-forced.ts";

/** What is forced now, by node id; null lets the node's network speak for itself again. */
export type ForceChange = Readonly<Record<string, ForcedOutcome | null>>;

export interface ForcedOutcomes {
  /** The same adapters, whose networks are not asked where a node is forced. */
  wrap(adapters: readonly NetworkAdapter[]): readonly NetworkAdapter[];
  readonly change: (change: ForceChange) => void;
}

interface ForceWorld {
  readonly chains: ChainBook;
  readonly tell: TellLaboratory;
}

/** A question that belongs to the turn of a node. */
export interface TurnQuestion {
  readonly requestId: string;
  readonly nodeId: string;
  readonly floorCpmUsd?: number | undefined;
}

type Origin = Parameters<NonNullable<Network["reportImpression"]>>[1];

/** Who answers in the place of a node's own network. */
export interface StandIns {
  /** Undefined where nothing is forced. A turn keeps the outcome that it began with. */
  begin(question: TurnQuestion, asked: Asked): Network | undefined;
  /** Of a turn whose ad was forced. */
  later(turn: Origin, asked: Asked): Network | undefined;
}

export function createForcedOutcomes(initial: ForceChange, world: ForceWorld): ForcedOutcomes {
  const forced = new Map<string, ForcedOutcome>();
  const change = (changes: ForceChange): void => {
    for (const [nodeId, outcome] of Object.entries(changes)) {
      if (outcome === null) forced.delete(nodeId);
      else forced.set(nodeId, outcome);
    }
  };
  change(initial);
  const outcomeOf = (nodeId: string) => forced.get(nodeId);
  const wrap = (adapter: NetworkAdapter): NetworkAdapter => ({
    ...adapter,
    connect(options, environment) {
      const own = adapter.connect(options, environment);
      return overrideForced(own, createStandIns(world, outcomeOf, environment));
    },
  });
  return { wrap: (adapters) => adapters.map(wrap), change };
}

function createStandIns(
  { chains, tell }: ForceWorld,
  outcomeOf: (nodeId: string) => ForcedOutcome | undefined,
  environment: NetworkEnvironment,
): StandIns {
  const turns = new Map<string, ForcedOutcome>();
  const standIn = (outcome: ForcedOutcome, question: TurnQuestion, asked: Asked): Network => {
    const { ecpmUsd = 0 } = chains.find(question) ?? {};
    const cpmUsd = Math.max(ecpmUsd, question.floorCpmUsd ?? 0);
    const ad = { cpmUsd, renderUri: `https://forced.example/${question.nodeId}` };
    return unreliable.connect(toUnreliableOptions(outcome, asked, ad), environment);
  };
  return {
    begin(question, asked) {
      const { requestId, nodeId } = question;
      const key = keyOf(question);
      const begun = turns.get(key);
      const outcome = begun ?? outcomeOf(nodeId);
      if (outcome === undefined) return undefined;
      turns.set(key, outcome);
      const { networkId = nodeId } = chains.find(question) ?? {};
      const facts = { requestId, nodeId, networkId, outcome: outcome.outcome };
      if (begun === undefined) tell({ type: "outcome.forced", ...facts });
      return standIn(outcome, question, asked);
    },
    later({ requestId = "", nodeId = "" }, asked) {
      const outcome = turns.get(keyOf({ requestId, nodeId }));
      return outcome && standIn(outcome, { requestId, nodeId }, asked);
    },
  };
}

function keyOf({ requestId, nodeId }: TurnQuestion): string {
  return JSON.stringify([requestId, nodeId]);
}
