import type { Network, NetworkFill } from "../../adapter/network-adapter.ts";
import { messageOf } from "../../foundation/errors.ts";

/** Tells a network that its ad will not be shown. Nobody waits for it, and its trouble is a line to log. */
export function invalidateFill(
  network: Pick<Network, "invalidate">,
  fill: NetworkFill,
  log: (message: string) => void,
): void {
  const tell = async (): Promise<void> => network.invalidate?.(fill);
  tell().catch((error: unknown) => {
    log(`could not let go of ${fill.renderUri}: ${messageOf(error)}`);
  });
}
