/**
 * A number as Java's `%.2f` writes it: halves of its decimal digits go away from zero, where JavaScript's
 * `toFixed` rounds the binary value (`1.005` is `1.01` here and `1.00` there). Zero keeps its sign.
 */
export function toTwoDecimals(value: number): string {
  const [, digit = "", fraction = "", exponent = "0"] =
    /^-?(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(value.toExponential()) ?? [];
  const hundredths = scaleHalfUp(BigInt(digit + fraction), Number(exponent) - fraction.length + 2);
  const digits = String(hundredths).padStart(3, "0");
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `digits * 10^power`, to the nearest integer; a half goes up. */
function scaleHalfUp(digits: bigint, power: number): bigint {
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return (digits + divisor / 2n) / divisor;
}
