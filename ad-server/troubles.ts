/** What a server may fail at by itself, with nobody there to be told. */
type Duty = "auto-cpm";

export interface Trouble {
  readonly duty: Duty;
  readonly sinceMs: number;
  /** Fit for everybody: of a failure that is not of the disk, nothing is said. */
  readonly why: string;
}

/** What goes wrong at present. */
export interface Troubles {
  /** The first time counts until it ends. */
  begin(duty: Duty, trouble: Omit<Trouble, "duty">): void;
  end(duty: Duty): void;
  list(): readonly Trouble[];
}

export function createTroubles(): Troubles {
  const troubles = new Map<Duty, Trouble>();
  return {
    begin(duty, { sinceMs, why }) {
      troubles.set(duty, { duty, sinceMs: troubles.get(duty)?.sinceMs ?? sinceMs, why });
    },
    end: (duty) => void troubles.delete(duty),
    list: () => [...troubles.values()],
  };
}
