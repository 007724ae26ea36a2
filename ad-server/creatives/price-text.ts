/**
 * Two decimals, rounded from the exact value, exact halves to even: 0.125 → "0.12" (`toFixed` gives "0.13").
 * Only eighths can be exact halves of a hundredth in binary, and only two of them lie above an even digit.
 */
export function renderPrice(price: number): string {
  const whole = Math.trunc(price);
  const fraction = price - whole;
  if (fraction === 0.125) return `${whole}.12`;
  if (fraction === 0.625) return `${whole}.62`;
  // From there on `toFixed` would write an exponent.
  return price < 1e21 ? price.toFixed(2) : `${BigInt(price)}.00`;
}
