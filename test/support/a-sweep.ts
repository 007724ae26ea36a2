import type { PageSweep, PageSweepPoint } from "../../studio/page-data.ts";

interface SweepWish {
  readonly seriesNames?: readonly string[];
  readonly valueCount?: number;
  readonly requestCount?: number;
}

/** Two scenarios for each of seven values of a setting; at the first one, the second series has no eCPM. */
export function aSweep({
  seriesNames = ["waterfall", "programmatic"],
  valueCount = 7,
  requestCount = 12,
}: SweepWish = {}): PageSweep {
  const values = Array.from({ length: valueCount }, (_, index) => (0.7 + index * 0.05).toFixed(2));
  return {
    setting: "network.*.shade",
    values,
    metrics: [
      { metricId: "rpmUsd", label: "RPM", unit: "USD per thousand ad requests" },
      { metricId: "ecpmUsd", label: "eCPM", unit: "USD per thousand impressions" },
      { metricId: "fillRate", label: "fill rate", unit: "part of all ad requests" },
    ],
    series: seriesNames.map((name, series) => ({
      name,
      points: values.map((_, index) => aPoint(series, index, requestCount)),
    })),
    sentences: values.map((value) => `At ${value}, ${seriesNames[0] ?? "nobody"} is ahead.`),
  };
}

function aPoint(series: number, index: number, requestCount: number): PageSweepPoint {
  const rpm = 3 + series * 0.4 + index * (series === 0 ? 0.1 : 0.35);
  return {
    measures: [
      { value: rpm, text: `${rpm.toFixed(2)} USD` },
      series === 1 && index === 0
        ? null
        : { value: rpm * 1.2, text: `${(rpm * 1.2).toFixed(2)} USD` },
      { value: 0.8, text: "80 %" },
    ],
    requests: Array.from({ length: requestCount }, (_, request) => ({
      requestId: `request-${request + 1}`,
      winner: request % 4 === 3 ? "no fill" : `node a-${series + 1}${request % 3}`,
      ...(request % 4 !== 3 && { paidCpmUsd: rpm }),
    })),
  };
}
