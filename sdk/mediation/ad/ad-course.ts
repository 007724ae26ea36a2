import type { AdInteraction } from "../../adapter/network-adapter.ts";
import type { Loss } from "../tell-ending.ts";
import { createAdLife, type AdState } from "./ad-state.ts";
import type { AdContext } from "./ad-world.ts";
import { letGo } from "./let-go.ts";
import * as refusals from "./refusals.ts";
import { sendImpression, sendInteraction } from "./report-ad.ts";
import { showAd, type NotShown } from "./show-ad.ts";
import { tellRevenue } from "./tell-revenue.ts";

/** Made once: an abort without a reason makes an error of its own, with a stack. */
const leftReady = new Error("The ad is not ready any more, so it cannot expire.");

export type ShowOutcome = { readonly kind: "shown" } | NotShown;

/** The course of an ad's life: what is asked of the ad moves it on, or is refused. */
export class AdCourse {
  readonly expiresAtMs: number;
  private readonly lifeMs: number;
  private readonly context: AdContext;
  private readonly onChange: () => void;
  private readonly life = createAdLife();
  private readonly expiry = new AbortController();
  /** Reports that are under way: they are told of before the ad's end is. */
  private readonly underWay = new Set<Promise<void>>();
  /** Settles once the impression has been reported, or could not be. */
  private impression = Promise.resolve();
  private loss: Loss | undefined;
  private paidCpmUsd: number | undefined;
  private isRewarded = false;

  constructor(context: AdContext, onChange: () => void) {
    const { clock, options, placement } = context;
    this.lifeMs = Math.min(options.adExpiryMs, placement.fill.expiresInMs ?? Infinity);
    this.context = context;
    this.onChange = onChange;
    this.expiresAtMs = clock.elapsedMs() + this.lifeMs;
    const expired = clock.sleepInBackground(this.lifeMs, this.expiry.signal);
    expired.then(() => this.expire()).catch(() => undefined); // shown or dropped before
  }

  get state(): AdState {
    return this.life.state;
  }

  /** At the very moment it expires, an ad is not ready any more. */
  get isReady(): boolean {
    return this.state === "ready" && this.context.clock.elapsedMs() < this.expiresAtMs;
  }

  async show(): Promise<ShowOutcome> {
    const { placement, emit, facts } = this.context;
    if (!this.isReady) this.expire();
    if (this.loss !== undefined) return { kind: "not-shown", ...this.loss };
    if (this.state !== "ready") throw refusals.alreadyShown(facts.adId);
    const refusal = this.context.findCapRefusal();
    if (refusal !== undefined) {
      emit({ type: "ad.show-refused", ...facts, ...refusal });
      return { kind: "not-shown", ...refusal };
    }
    this.life.enter("showing");
    this.expiry.abort(leftReady);
    this.onChange();
    const canShow = placement.reporter.show !== undefined;
    const outcome = canShow ? await showAd(this.context) : ({ kind: "shown" } as const);
    if (outcome.kind === "not-shown") {
      this.end("show-failed", { rule: outcome.rule, detail: outcome.detail });
      return outcome;
    }
    this.paidCpmUsd = outcome.paidCpmUsd;
    this.life.enter("shown");
    emit({ type: "ad.shown", ...facts, renderUri: placement.fill.renderUri });
    this.onChange();
    return { kind: "shown" };
  }

  async reportImpression(): Promise<void> {
    if (this.state === "impression") throw this.refuseImpression();
    if (this.state !== "shown") throw this.outOfOrder("report the impression of");
    this.life.enter("impression"); // a report that fails may have reached somebody, so it counts
    this.context.onImpression();
    const reported = this.payImpression();
    this.impression = reported.catch(() => undefined);
    await this.track(reported);
  }

  async reportEvent(event: AdInteraction): Promise<void> {
    if (this.state !== "impression") throw this.outOfOrder(`report "${event.key}" of`);
    await this.track(this.impression.then(() => sendInteraction(this.context, event)));
  }

  async reward(): Promise<void> {
    const { slot, facts, emit } = this.context;
    const { type: rewardType, amount } = slot.reward ?? { type: "reward", amount: 1 };
    if (slot.format !== "rewarded") throw refusals.notRewarded(facts.adId, slot);
    if (this.state !== "impression") throw this.outOfOrder(refusals.rewardVerb);
    if (this.isRewarded) throw refusals.rewardedAlready(facts.adId);
    this.isRewarded = true;
    const tell = (): void => emit({ type: "reward.earned", ...facts, rewardType, amount });
    await this.track(this.impression.then(tell));
  }

  async hide(): Promise<void> {
    if (this.state !== "shown" && this.state !== "impression") throw this.outOfOrder("hide");
    this.life.enter("hidden");
    this.onChange();
    await Promise.allSettled(this.underWay);
    this.context.emit({ type: "ad.hidden", ...this.context.facts });
    letGo(this.context);
  }

  /** An ad that is over already has nothing left to let go of. */
  async drop(detail: string): Promise<void> {
    if (this.state === "ready") this.end("dropped", { rule: "ad-let-go", detail });
    const isOnScreen = ["showing", "shown", "impression"].includes(this.state);
    if (isOnScreen) throw refusals.stillOnScreen(this.context.facts.adId);
  }

  private expire(): void {
    if (this.state !== "ready") return;
    const detail = `nobody showed it within ${this.lifeMs} ms`;
    this.end("expired", { rule: "ad-expired", detail });
  }

  private end(state: "expired" | "dropped" | "show-failed", loss: Loss): void {
    this.life.enter(state);
    this.expiry.abort(leftReady);
    this.loss = loss;
    const { emit, facts } = this.context;
    const told = { ...facts, ...loss };
    if (state === "expired") emit({ type: "ad.expired", ...told });
    if (state === "dropped") emit({ type: "ad.dropped", ...told });
    if (state === "show-failed") emit({ type: "ad.show-failed", ...told });
    letGo(this.context);
    this.onChange();
  }

  /** A report that fails may not be paid, so revenue is told of those that do not. */
  private async payImpression(): Promise<void> {
    await sendImpression(this.context);
    tellRevenue(this.context, this.paidCpmUsd);
  }

  private async track(report: Promise<void>): Promise<void> {
    this.underWay.add(report);
    try {
      await report;
    } finally {
      this.underWay.delete(report);
    }
  }

  private outOfOrder(verb: string): Error {
    return refusals.outOfOrder(this.context.facts.adId, verb, this.state);
  }

  private refuseImpression(): Error {
    const { facts, emit } = this.context;
    const detail = "an impression is reported once; a second report would be paid twice";
    emit({ type: "impression.refused", ...facts, detail });
    return refusals.alreadyReported(facts.adId, detail);
  }
}
