/** What one evaluation took of the machine: never the same twice, and never part of a result or a trace. */
export interface EvaluationCost {
  readonly topLevel: Cost;
  /** In order; of those that the script got to. */
  readonly calls: readonly Cost[];
}

export interface Cost {
  /** On the wall. */
  readonly ms: number;
  /** By how much the heap grew; undefined if garbage was collected meanwhile. */
  readonly heapBytes: number | undefined;
}
