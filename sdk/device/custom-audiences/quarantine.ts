/** Buyers whose server asked an app to stay away, and until when. */
export interface Quarantine {
  /** How long it goes on; 0 when there is none, or it is over. */
  remainingMs(pair: AppAndBuyer, nowMs: number): number;
  begin(pair: AppAndBuyer, untilMs: number): void;
}

export interface AppAndBuyer {
  readonly owner: string;
  readonly buyer: string;
}

export function createQuarantine(): Quarantine {
  const endsMs = new Map<string, number>();
  return {
    remainingMs: (pair, nowMs) => Math.max(0, (endsMs.get(toKey(pair)) ?? nowMs) - nowMs),
    begin: (pair, untilMs) => {
      endsMs.set(toKey(pair), untilMs);
    },
  };
}

function toKey({ owner, buyer }: AppAndBuyer): string {
  return JSON.stringify([owner, buyer]);
}
