/** What a script finds beside the language: no DOM, no timers, no network. */

/** Only while reporting, and only where the profile has beacons on: look with `typeof` before you call it. */
declare var registerAdBeacon:
  | ((uriByEventKey: { readonly [eventKey: string]: string }) => void)
  | undefined;

/** Only in `generateBid` and `scoreAd`; does nothing where debug reporting is off. */
declare var forDebuggingOnly: {
  reportAdAuctionWin(url: string): void;
  reportAdAuctionLoss(url: string): void;
};

/** Captured in the trace; on a phone, only developers see it. */
declare var console: {
  debug(...values: readonly unknown[]): void;
  error(...values: readonly unknown[]): void;
  info(...values: readonly unknown[]): void;
  log(...values: readonly unknown[]): void;
  warn(...values: readonly unknown[]): void;
};
