import type { FileOutcome, TestOutcome, TestRunOutcome } from "../../../testing/index.ts";

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  /** Files that could not be used. */
  readonly unusable: number;
}

export function countTests({ files }: Pick<TestRunOutcome, "files">): TestCounts {
  const tests = files.flatMap((file) => file.tests);
  const failed = tests.filter(hasFailed).length;
  const unusable = files.filter(({ problem }) => problem !== undefined).length;
  return { passed: tests.length - failed, failed, unusable };
}

export function hasFailed({ failures }: TestOutcome): boolean {
  return failures.length > 0;
}

/** `seller.test.yaml:12:7`; the file alone, where it has no places. */
export function placeWithin({ path }: FileOutcome, place: TestOutcome["place"]): string {
  return place === undefined ? path : `${path}:${place.line}:${place.column}`;
}
