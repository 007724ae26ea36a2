import * as fc from "fast-check";
import { expect, it } from "vitest";
import { renderJavaDouble } from "../../../sdk/device/java-double.ts";

it.each([
  [0, "0.0"],
  [-0, "-0.0"],
  [1, "1.0"],
  [-2.5, "-2.5"],
  [10, "10.0"],
  [0.3, "0.3"],
  [0.298828125, "0.298828125"],
  [0.001, "0.001"],
  [0.000_999_9, "9.999E-4"],
  [1e-7, "1.0E-7"],
  [9_999_999.5, "9999999.5"],
  [1e7, "1.0E7"],
  [12_345_678, "1.2345678E7"],
  [1.7976931348623157e308, "1.7976931348623157E308"],
  [Number.MIN_VALUE, "4.9E-324"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "Infinity"],
  [Number.NEGATIVE_INFINITY, "-Infinity"],
])("writes %s as Java does: %s (spec: on-device 1.2)", (value, text) => {
  expect(renderJavaDouble(value)).toBe(text);
});

it("writes every finite number so that it can be read back, with a digit behind the point", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = renderJavaDouble(value);

      expect(text).toMatch(/^-?\d+\.\d+(E-?[1-9]\d*)?$/);
      expect(Number(text)).toBe(value);
    }),
  );
});

it("writes an exponent exactly where Java does: below a thousandth, and from ten million on", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const magnitude = Math.abs(value);
      const isPlain = value === 0 || (magnitude >= 0.001 && magnitude < 10_000_000);

      expect(renderJavaDouble(value).includes("E")).toBe(!isPlain);
    }),
  );
});
