import type { SweepRequest } from "./list-sweep-requests.ts";

/** Of a normal distribution, 95 of 100 draws lie within as many standard deviations. */
const deviations = 1.96;

/**
 * How much two scenarios may differ in RPM by the luck of these requests alone, in USD: half the width of the 95 %
 * interval around the mean of the differences, request by request (spec: yield 4.6). Undefined where requests do not
 * pair up.
 */
export function pairedMarginUsd(
  a: readonly SweepRequest[],
  b: readonly SweepRequest[],
): number | undefined {
  const count = a.length;
  if (count < 2 || b.length !== count) return undefined;
  const differences = a.map((request, index) => paidFor(request) - paidFor(b[index]));
  const mean = differences.reduce((sum, each) => sum + each, 0) / count;
  const squares = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return deviations * Math.sqrt(squares / (count - 1) / count);
}

function paidFor(request: SweepRequest | undefined): number {
  return request?.paidCpmUsd ?? 0;
}
