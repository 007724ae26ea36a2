/** What a device hands to the functions of decision scripts, in order (spec: on-device 1.2). */
export const SCRIPT_PARAMETERS = {
  generateBid: [
    ["ad", "custom_audience"], // the second one to scripts of version 3
    ["auction_signals"],
    ["per_buyer_signals"],
    ["trusted_bidding_signals"],
    ["contextual_signals"],
    ["custom_audience_bidding_signals"],
  ],
  scoreAd: [
    ["ad"],
    ["bid"],
    ["auction_config"],
    ["seller_signals"],
    ["trusted_scoring_signals"],
    ["contextual_signals"],
    ["custom_audience_scoring_signals"],
  ],
  selectOutcome: [["outcomes"], ["selection_signals"]],
  reportResult: [["ad_selection_config"], ["render_uri"], ["bid"], ["contextual_signals"]],
  reportWin: [
    ["ad_selection_signals"],
    ["per_buyer_signals"],
    ["signals_for_buyer"],
    ["contextual_signals"],
    ["custom_audience_reporting_signals"],
  ],
} as const satisfies Readonly<Record<string, readonly (readonly string[])[]>>;

export type ScriptFunction = keyof typeof SCRIPT_PARAMETERS;

export function namesOfArguments(name: ScriptFunction): readonly string[] {
  return SCRIPT_PARAMETERS[name].flat();
}

/** The place, from 0, of an argument that is given by its name or by its place. */
export function indexOfArgument(name: ScriptFunction, argument: string): number | undefined {
  const parameters: readonly (readonly string[])[] = SCRIPT_PARAMETERS[name];
  const index = parameters.findIndex(
    (names, place) => names.includes(argument) || argument === String(place),
  );
  return index < 0 ? undefined : index;
}
