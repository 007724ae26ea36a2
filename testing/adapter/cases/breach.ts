const page = "docs/how-to/add-a-network-adapter.md";

interface BreachFacts {
  /** What the adapter did, with values. */
  readonly did: string;
  readonly expected: string;
  /** What goes wrong in an app otherwise. */
  readonly why: string;
}

/** A promise that an adapter does not keep, told to its author. */
export class Breach extends Error {
  override readonly name = "Breach";

  constructor({ did, expected, why }: BreachFacts, options: ErrorOptions = {}) {
    const lines = [did, `expected: ${expected}`, `why: ${why}`, `see: ${page}`];
    super(lines.join("\n"), options);
  }
}

const longestText = 160;

/** A value in one line. */
export function show(value: unknown): string {
  const text = value instanceof Error ? `${value.name} "${value.message}"` : toJson(value);
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > longestText ? `${line.slice(0, longestText)}…` : line;
}

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return "a value that JSON has no words for";
  }
}
