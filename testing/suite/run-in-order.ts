/** One for each process that runs scripts to work on, and some at hand. */
const mostAtOnce = 16;

export interface InOrder<Item, Result> {
  readonly run: (item: Item) => Promise<Result>;
  /** Whether what comes after it, in order, is not wanted any more. */
  readonly isLast: (result: Result) => boolean;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Runs several items at the same time; the results are those of one after the other. */
export async function runInOrder<Item, Result>(
  items: readonly Item[],
  { run, isLast, onProgress }: InOrder<Item, Result>,
): Promise<readonly Result[]> {
  const results: (Result | undefined)[] = [];
  let end = items.length;
  let next = 0;
  let done = 0;
  const goOn = async (): Promise<void> => {
    while (next < end) {
      const index = next;
      next += 1;
      const result = await run(items[index] as Item);
      results[index] = result;
      if (isLast(result)) end = Math.min(end, index + 1);
      done += 1;
      onProgress?.(done, items.length);
    }
  };
  await Promise.all(Array.from({ length: mostAtOnce }, goOn));
  return results.slice(0, end) as Result[];
}
