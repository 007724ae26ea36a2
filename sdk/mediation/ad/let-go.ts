import { invalidateFill } from "../network/invalidate-fill.ts";
import type { AdContext } from "./ad-world.ts";
import { originOf } from "./report-ad.ts";

/** Tells the network that its ad is over. */
export function letGo(context: AdContext): void {
  const { placement, emit } = context;
  const { reporter, fill, networkId } = placement;
  invalidateFill(reporter, fill, (message) =>
    emit({ type: "adapter.logged", ...originOf(context), networkId, message }),
  );
}
