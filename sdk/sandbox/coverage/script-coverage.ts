/** How often a stretch of a script ran; of stretches within each other, the innermost one knows. */
export interface CoveredRange {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

/** A function, or the script's top level, as V8's profiler reports it; the first range is all of it. */
export interface FunctionCoverage {
  readonly functionName: string;
  readonly ranges: readonly CoveredRange[];
  readonly isBlockCoverage: boolean;
}

/** What of a script ran in all its evaluations together. */
export interface ScriptCoverage {
  readonly scriptName: string;
  readonly source: string;
  readonly evaluationCount: number;
  /** Empty if no evaluation got so far that there was anything to count. */
  readonly functions: readonly FunctionCoverage[];
}
