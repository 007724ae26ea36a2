/** Millionths of a USD, always a whole number: what every price here is counted in (spec: monetize 1.9, six decimals). */
export type Micros = number;

const microsPerUsd = 1_000_000;

/** What is too much to be counted exactly is the most that can be: nine billion USD. */
export function toMicros(usd: number): Micros {
  const micros = Math.round(usd * microsPerUsd);
  if (Number.isSafeInteger(micros)) return micros;
  return micros < 0 ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

export function toUsd(micros: Micros): number {
  return micros / microsPerUsd;
}

/** `micros` × `ratio`, rounded half up; the ratio counts to six decimals, too. */
export function times(micros: Micros, ratio: number): Micros {
  return scale(micros, toMicros(ratio), microsPerUsd);
}

/** `micros` / `ratio`, rounded half up; a ratio of less than a millionth counts as one. */
export function over(micros: Micros, ratio: number): Micros {
  return scale(micros, microsPerUsd, Math.max(1, toMicros(ratio)));
}

/** Products of two prices outgrow what a number holds exactly; those few are worked out in big integers. */
function scale(micros: Micros, numerator: number, denominator: number): Micros {
  const product = micros * numerator;
  if (Number.isSafeInteger(product * 2))
    return Math.floor((product * 2 + denominator) / (denominator * 2));
  const exact = BigInt(micros) * BigInt(numerator) * 2n + BigInt(denominator);
  const divisor = BigInt(denominator) * 2n;
  const quotient = exact / divisor;
  return Number(exact < 0n && exact % divisor !== 0n ? quotient - 1n : quotient);
}
