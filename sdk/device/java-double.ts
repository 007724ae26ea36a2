/**
 * As Java's `Double.toString` writes a number: a digit behind the point always, scientific from ten million on
 * and below a thousandth. Scripts and reports get it as text, so `1` is `"1.0"` (spec: on-device 1.2, 1.6).
 */
export function renderJavaDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const magnitude = Math.abs(value);
  if (magnitude < 1e-3 || magnitude >= 1e7) return renderScientific(value);
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** Of a number that one digit would tell from all others, Java writes the nearest with two: 4.9E-324. */
function renderScientific(value: number): string {
  const [shortest = "", shortestExponent = "0"] = value.toExponential().split("e");
  const [digits = "", exponent = "0"] = shortest.includes(".")
    ? [shortest, shortestExponent]
    : value.toExponential(1).split("e");
  return `${digits}E${Number(exponent)}`;
}
