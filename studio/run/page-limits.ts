/** What a page holds at most, whatever the trace does; what is left out, the page says. */
export const PAGE_LIMITS = {
  /** Of all runs on it together. */
  events: 20_000,
  /** Characters of all events as JSON, of all runs together. */
  eventCharacters: 8_000_000,
  /** Characters of one text. */
  textCharacters: 2000,
  /** Characters of the arguments, or the results, of one evaluation as JSON. */
  bodyCharacters: 20_000,
  /** Characters of one script's source. */
  sourceCharacters: 200_000,
  /** Characters of all scripts' sources of a run. */
  allSourceCharacters: 2_000_000,
} as const;
