/** As much of what Vitest makes of a matcher's answer as a matcher here says. */
export interface MatcherAnswer {
  readonly pass: boolean;
  readonly message: () => string;
  readonly actual?: unknown;
  readonly expected?: unknown;
}

export interface Answer {
  readonly pass: boolean;
  /** What is expected of the subject: `"beta" to win`. */
  readonly expected: readonly [subject: string, verb: string];
  /** Everything that helps to see why not, or why. */
  readonly lines: readonly string[];
}

/** Says the same about what is there, whichever of the two was expected. */
export function toAnswer({ pass, expected: [subject, verb], lines }: Answer): MatcherAnswer {
  const not = pass ? "not " : "";
  return { pass, message: () => [`expected ${subject} ${not}${verb}`, ...lines].join("\n") };
}

/** A heading, and below it what there is of it, or that there is nothing. */
export function block(heading: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [`${heading}: none`];
  return [`${heading}:`, ...items.map((item) => `  ${item}`)];
}
