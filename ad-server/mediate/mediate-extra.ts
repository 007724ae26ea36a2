import type { z } from "zod";
import type { ExtraHooks, MediateAuction } from "./mediate-auction.ts";

/** Something beyond the documented endpoint that a request may ask for in `ext.config`. */
export interface MediateExtra<Fields extends z.ZodRawShape = z.ZodRawShape> {
  /** Its keys of `ext.config`: all optional, and nothing happens without them. */
  readonly fields: Fields;
  /** Undefined where it has nothing to do. */
  open(config: unknown, auction: MediateAuction): ExtraHooks | undefined;
}

/** Ties what an extra reads to what it declares. */
export function defineExtra<Fields extends z.ZodRawShape>(extra: {
  readonly fields: Fields;
  readonly open: (
    config: Readonly<z.infer<z.ZodObject<Fields>>>,
    auction: MediateAuction,
  ) => ExtraHooks | undefined;
}): MediateExtra<Fields> {
  const { fields, open } = extra;
  return {
    fields,
    open: (config, auction) => open(config as Readonly<z.infer<z.ZodObject<Fields>>>, auction),
  };
}
