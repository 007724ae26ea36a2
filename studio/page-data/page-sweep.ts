/** The same scenarios, run once for each value of one setting: what a slider on the page goes through. */
export interface PageSweep {
  /** `network.*.shade`, as `fledgling sweep --vary` takes it. */
  readonly setting: string;
  /** In the order in which they were given; as texts: `0.85`. */
  readonly values: readonly string[];
  readonly metrics: readonly PageSweepMetric[];
  /** One for each scenario. */
  readonly series: readonly PageSweepSeries[];
  /** One for each value: who is ahead there, and by how much, in one sentence. */
  readonly sentences: readonly string[];
}

export interface PageSweepMetric {
  /** As `fledgling summary --json` calls it. */
  readonly metricId: string;
  /** `RPM`. */
  readonly label: string;
  /** `USD per thousand ad requests`. */
  readonly unit: string;
}

export interface PageSweepSeries {
  /** The scenario's name. */
  readonly name: string;
  /** One for each value. */
  readonly points: readonly PageSweepPoint[];
}

export interface PageSweepPoint {
  /** One for each metric; null where it has none: nothing filled, so there is no eCPM. */
  readonly measures: readonly ({ readonly value: number; readonly text: string } | null)[];
  readonly requests: readonly PageSweepRequest[];
}

/** How one request ended; request n of one series met the same luck as request n of another. */
export interface PageSweepRequest {
  readonly requestId: string;
  /** `node a-10`, `first party`, `no fill`. */
  readonly winner: string;
  /** What was paid per thousand; absent where nothing was. */
  readonly paidCpmUsd?: number;
}
