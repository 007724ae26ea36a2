/** The global that carries the functions from the prelude to the script below; that script deletes it. */
export const debuggingOnlyName = "__rb_debugging_only";

/**
 * Keeps what one call registers, as JSON text. The last word counts, and whatever is no string leaves an empty
 * address behind; each call starts with nothing (spec: on-device 1.6).
 */
export const debugReports = /* js */ `
  let winUrl, lossUrl, debugReports;

  const textOrNothing = (url) => (typeof url === "string" ? url : "");
  const forgetDebugUrls = () => {
    winUrl = "";
    lossUrl = "";
  };
  const beginDebugReports = () => {
    debugReports = "";
    forgetDebugUrls();
  };
  const keepDebugUrls = (call) => {
    if (winUrl === "" && lossUrl === "") return;
    debugReports += (debugReports === "" ? "" : ",") +
      '{"call":' + call + ',"winUrl":' + stringify(winUrl) + ',"lossUrl":' + stringify(lossUrl) + "}";
  };
  if (world.hasDebuggingOnly) {
    replaceProperties(globalThis, { ${debuggingOnlyName}: {
      reportAdAuctionWin(url) { winUrl = textOrNothing(url); },
      reportAdAuctionLoss(url) { lossUrl = textOrNothing(url); },
    } });
  }
`;

/** A script of its own: declared with `let` as on Android, so that a second declaration is a SyntaxError. */
export const debuggingOnly = /* js */ `
  let forDebuggingOnly = ${debuggingOnlyName};
  delete globalThis.${debuggingOnlyName};
`;
