import type { SweepRequest } from "./list-sweep-requests.ts";

/** Student's t for 1 to 10 degrees of freedom: how many standard errors make 95 of 100 intervals wide enough. */
const studentsT = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

/** Of many requests, 1.96; few do not say well how much they differ. */
function deviationsOf(freedoms: number): number {
  return studentsT[freedoms - 1] ?? 1.96 + 2.6 / freedoms;
}

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
  return deviationsOf(count - 1) * Math.sqrt(squares / (count - 1) / count);
}

function paidFor(request: SweepRequest | undefined): number {
  return request?.paidCpmUsd ?? 0;
}
