// The buyer's bidding logic, as a device runs it: no timers, no fetch, nothing kept from one call to the next.

/**
 * Called after the seller's reportResult, from the script that bid.
 *
 * @type {import("fledgling/decision-logic/types").ReportWin<{ signalsForBuyer: { seller?: string } }>}
 */
function reportWin(
  ad_selection_signals,
  per_buyer_signals,
  signals_for_buyer,
  contextual_signals,
  custom_audience_reporting_signals,
) {
  const { seller = "" } = signals_for_buyer;
  const { name } = custom_audience_reporting_signals;
  const query = "?seller=" + encodeURIComponent(seller) + "&audience=" + encodeURIComponent(name);
  return { status: 0, results: { reporting_uri: "https://buyer.example/report/win" + query } };
}
