import { InitializationResultSchema } from "../../adapter/load-result.ts";
import type { InitializationResult, Network } from "../../adapter/network-adapter.ts";
import { untilAborted } from "../../adapter/until-aborted.ts";
import { runWithin } from "../../foundation/deadline.ts";
import type { Clock } from "../../foundation/environment.ts";
import { askNetwork, type Said, type Unanswered } from "../ask-network.ts";

/** Whether a network may be asked something. */
export type Readiness = { readonly kind: "ready" } | Unready;

export interface Unready {
  readonly kind: "unready";
  readonly status: "failed" | "timed-out" | "does-not-apply";
  /** With the values: how long, which code, what it said. */
  readonly detail: string;
}

/** One try to make a network ready. */
export interface Attempt {
  readonly timeoutMs: number;
  /** How long to wait for a try that is under way already, instead of beginning one. */
  readonly patienceMs: number;
  /** Is told how the try ends, and once more if it is made good after its time. */
  readonly tell: (readiness: Readiness, latencyMs: number) => void;
}

interface Candidate {
  readonly networkId: string;
  readonly adapterId: string;
  readonly network: Network;
}

const ready: Readiness = { kind: "ready" };

/**
 * A network's way to being ready. What it settles on – ready, or without business on this device – holds for its
 * life; of what went wrong it remembers nothing, so whoever may try again does.
 */
export class Initialization {
  private readonly clock: Clock;
  private readonly candidate: Candidate;
  private readonly life = new AbortController();
  private settledOn: Readiness | undefined;
  private underWay: Promise<Readiness> | undefined;

  constructor(clock: Clock, candidate: Candidate) {
    this.clock = clock;
    this.candidate = candidate;
    this.settledOn = needsNone(candidate.network) ? ready : undefined;
  }

  get settled(): Readiness | undefined {
    return this.settledOn;
  }

  /** Joins the try that is under way, or begins one. Never rejects. */
  async attempt(attempt: Attempt): Promise<Readiness> {
    if (this.settledOn !== undefined) return this.settledOn;
    if (this.underWay !== undefined) return this.join(this.underWay, attempt.patienceMs);
    const { networkId } = this.candidate;
    this.underWay = untilAborted(this.life.signal, () => this.begin(attempt))
      .catch(() => failed(`${networkId} was let go of before it was initialized`))
      .finally(() => (this.underWay = undefined));
    return this.underWay;
  }

  /** Ends the try that is under way: the network is let go of. */
  abandon(): void {
    this.life.abort(new Error("The network is let go of."));
  }

  private async begin({ timeoutMs, tell }: Attempt): Promise<Readiness> {
    const { clock, life, candidate } = this;
    const { networkId, adapterId, network } = candidate;
    const startedAtMs = clock.elapsedMs();
    const tellNow = (readiness: Readiness): void => {
      if (!life.signal.aborted) tell(readiness, clock.elapsedMs() - startedAtMs);
    };
    const settle = (answer: Said<InitializationResult>): Readiness => {
      if (this.settledOn !== undefined) return this.settledOn;
      this.settledOn = toReadiness(networkId, answer);
      tellNow(this.settledOn);
      return this.settledOn;
    };
    const detail = `${networkId} was not initialized within ${timeoutMs} ms`;
    const reply = await askNetwork(clock, {
      adapterId,
      timeoutMs,
      overdue: { rule: "network-not-initialized", detail },
      schema: InitializationResultSchema,
      ask: (signal) => network.initialize?.(AbortSignal.any([signal, life.signal])),
      hearLate: settle,
    });
    if (reply.kind === "answered") return settle(reply.answer);
    if (this.settledOn !== undefined) return this.settledOn; // an earlier try was made good meanwhile
    const unready = toUnready(networkId, reply);
    tellNow(unready);
    return unready;
  }

  private async join(underWay: Promise<Readiness>, timeoutMs: number): Promise<Readiness> {
    const waited = await runWithin(this.clock, { timeoutMs }, () => underWay);
    if (waited.kind === "finished") return waited.value;
    const { networkId } = this.candidate;
    const detail = `${networkId} was still being initialized after ${timeoutMs} ms, the request's last`;
    return { kind: "unready", status: "timed-out", detail };
  }
}

/** An adapter that connects to nothing fails when it is asked. */
function needsNone(network: Network | undefined): boolean {
  return network?.initialize === undefined;
}

function toReadiness(networkId: string, answer: Said<InitializationResult>): Readiness {
  if (answer.kind === "initialized") return ready;
  const detail = `${networkId} does not apply: ${answer.reason}`;
  return { kind: "unready", status: "does-not-apply", detail };
}

function toUnready(networkId: string, reply: Unanswered): Unready {
  const { kind, detail } = reply;
  if (kind === "timed-out") return { kind: "unready", status: kind, detail };
  const { code, hint } = reply;
  const words = `${networkId} could not be initialized (${code}): ${detail}`;
  return failed(hint === undefined ? words : `${words} (${hint})`);
}

function failed(detail: string): Unready {
  return { kind: "unready", status: "failed", detail };
}
