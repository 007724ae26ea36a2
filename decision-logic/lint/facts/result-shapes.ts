/** What a result may hold. */
export interface ResultShape {
  /** Without one of these the device refuses the result, or makes nothing of it. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** What other systems and older pages call a key. */
  readonly aliases: Readonly<Record<string, string>>;
  /** What some of the keys hold in turn. */
  readonly inside: Readonly<Record<string, ResultShape>>;
}

const nothingElse = { optional: [], aliases: {}, inside: {} };

const ad: ResultShape = {
  required: ["render_uri", "metadata"],
  optional: ["ad_counter_keys"],
  aliases: { renderUrl: "render_uri", render_url: "render_uri", renderURL: "render_uri" },
  inside: {},
};

const winResults: ResultShape = {
  ...nothingElse,
  required: ["reporting_uri"],
  aliases: { reporting_url: "reporting_uri", reportingUrl: "reporting_uri" },
};

/** What the device reads of each function's result, by the function's id (spec: on-device 1.2). */
export const RESULT_SHAPES: Readonly<Record<string, ResultShape>> = {
  generateBid: {
    required: ["status", "ad", "bid"],
    optional: ["adCost"],
    aliases: { ad_cost: "adCost" },
    inside: { ad },
  },
  generateBidV3: {
    required: ["ad", "bid", "render"],
    optional: ["adCost", "status"],
    aliases: { ad_cost: "adCost", render_uri: "render", renderUrl: "render" },
    inside: { ad },
  },
  scoreAd: {
    required: ["status", "score"],
    optional: ["rejectReason"],
    aliases: { desirability: "score", reject_reason: "rejectReason" },
    inside: {},
  },
  selectOutcome: {
    ...nothingElse,
    required: ["status", "result"],
    aliases: { outcome: "result", selected: "result" },
  },
  reportResult: {
    ...nothingElse,
    required: ["status", "results"],
    inside: {
      results: {
        ...winResults,
        required: ["reporting_uri", "signals_for_buyer"],
        aliases: { ...winResults.aliases, signals_for_winner: "signals_for_buyer" },
      },
    },
  },
  reportWin: { ...nothingElse, required: ["status", "results"], inside: { results: winResults } },
};
