// The seller's decision logic, as a device runs it: no timers, no fetch, nothing kept from one call to the next.

/**
 * Called when the impression is reported, before the buyer's reportWin.
 *
 * @type {import("fledgling/decision-logic/types").ReportResult}
 */
function reportResult(ad_selection_config, render_uri, bid) {
  const site = "https://" + ad_selection_config.seller;
  // Not there where the profile has beacons off.
  if (typeof registerAdBeacon === "function") registerAdBeacon({ click: site + "/report/click" });
  return {
    status: 0,
    results: {
      signals_for_buyer: JSON.stringify({ seller: ad_selection_config.seller }),
      reporting_uri:
        site + "/report/impression?bid=" + bid + "&ad=" + encodeURIComponent(render_uri),
    },
  };
}
