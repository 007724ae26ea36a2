import { useEffect, useState } from "react";
import type { Place } from "./use-place.ts";

export interface Playback {
  readonly isPlaying: boolean;
  /** Of the usual pace. */
  readonly speed: number;
  readonly setSpeed: (speed: number) => void;
  readonly toggle: () => void;
  readonly back: () => void;
  readonly forward: () => void;
  readonly first: () => void;
  readonly last: () => void;
}

/** Time enough to read one sentence. */
const stepMs = 1_500;

/** Plays the steps of a chapter to their end. Whoever steps by hand takes over. */
export function usePlayback({ chapter, stepIndex, openStep }: Place): Playback {
  const [isWanted, setIsWanted] = useState(false);
  const [speed, setSpeed] = useState(1);
  const lastIndex = (chapter?.steps.length ?? 0) - 1;
  const isPlaying = isWanted && stepIndex < lastIndex;

  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setTimeout(() => openStep(stepIndex + 1), stepMs / speed);
    return () => clearTimeout(timer);
  });

  const go = (index: number): void => {
    setIsWanted(false);
    openStep(Math.min(Math.max(index, 0), lastIndex));
  };
  return {
    isPlaying,
    speed,
    setSpeed,
    toggle: () => {
      setIsWanted(!isPlaying);
      if (!isPlaying && stepIndex >= lastIndex) openStep(0);
    },
    back: () => go(stepIndex - 1),
    forward: () => go(stepIndex + 1),
    first: () => go(0),
    last: () => go(lastIndex),
  };
}
