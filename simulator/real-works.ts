/** Work that takes real time and none of the virtual kind. */
export interface RealWorks {
  readonly areGoingOn: boolean;
  /**
   * Settles as `work` does. Works that overlap settle in the order they began, once all of them are done, so
   * that nothing depends on which of them this machine happens to finish first.
   */
  run<T>(work: () => Promise<T>): Promise<T>;
}

interface RealWork {
  /** What to do once all are done; undefined while it goes on. */
  settle: (() => void) | undefined;
}

/** `onAllDone` is called after a round of overlapping works has settled. */
export function createRealWorks(onAllDone: () => void): RealWorks {
  let round: RealWork[] = [];

  const settleWhenAllDone = (): void => {
    if (round.some(({ settle }) => settle === undefined)) return;
    const finished = round;
    round = [];
    for (const { settle } of finished) settle?.();
    onAllDone();
  };

  return {
    get areGoingOn() {
      return round.length > 0;
    },
    run(work) {
      return new Promise((resolve, reject) => {
        const entry: RealWork = { settle: undefined };
        const finish = (settle: () => void): void => {
          entry.settle = settle;
          settleWhenAllDone();
        };
        round.push(entry);
        start(work).then(
          (value) => finish(() => resolve(value)),
          (error: unknown) => finish(() => reject(error)),
        );
      });
    },
  };
}

/** Begins at once; work that throws instead of giving a promise rejects like any other. */
async function start<T>(work: () => Promise<T>): Promise<T> {
  return work();
}
