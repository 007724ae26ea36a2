import { z } from "zod";
import { ShowResultSchema } from "../../adapter/load-result.ts";
import { runWithin } from "../../foundation/deadline.ts";
import { messageOf } from "../../foundation/errors.ts";
import type { Loss } from "../tell-ending.ts";
import type { AdContext } from "./ad-world.ts";
import { originOf } from "./report-ad.ts";

export type NotShown = { readonly kind: "not-shown" } & Loss;

type Shown = { readonly kind: "shown"; readonly paidCpmUsd?: number | undefined };

/** Has the winning network show its ad. Whatever it throws, withholds or makes up is a value: no ad on the screen. */
export async function showAd(context: AdContext): Promise<Shown | NotShown> {
  const { clock, placement, facts, slot, options } = context;
  const { networkId, fill, reporter } = placement;
  const { showTimeoutMs: timeoutMs } = options;
  const { requestId, adId } = facts;
  const request = { requestId, adId, slot, timeoutMs, origin: originOf(context) };
  try {
    const answered = await runWithin(clock, { timeoutMs }, async ({ signal }) =>
      reporter.show?.(fill, request, signal),
    );
    if (answered.kind === "finished") return readAnswer(answered.value);
    return notShown("ad-not-shown", `${networkId} did not show it within ${timeoutMs} ms`);
  } catch (error) {
    return notShown("adapter-failed", `the adapter threw: ${messageOf(error)}`);
  }
}

function readAnswer(value: unknown): Shown | NotShown {
  const checked = ShowResultSchema.safeParse(value);
  if (!checked.success) {
    const problem = z.prettifyError(checked.error);
    return notShown(
      "adapter-result-invalid",
      `the adapter's answer breaks its contract: ${problem}`,
    );
  }
  const { data: answer } = checked;
  if (answer.kind === "not-shown") return notShown("ad-not-shown", answer.reason);
  if (answer.kind === "error") return notShown("adapter-failed", answer.error.message);
  return answer;
}

function notShown(rule: Loss["rule"], detail: string): NotShown {
  return { kind: "not-shown", rule, detail };
}
