/**
 * A script of its own: declared with `let` as on Android, so that a second declaration is a SyntaxError.
 * Collecting what is reported comes with debug reporting; until then both do nothing (spec: on-device 1.6).
 */
export const debuggingOnly = /* js */ `
  let forDebuggingOnly = { reportAdAuctionWin() {}, reportAdAuctionLoss() {} };
`;
