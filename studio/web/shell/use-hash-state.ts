import { useCallback, useEffect, useRef, useState } from "react";

export type HashState = Readonly<Record<string, string>>;

/** Browsers refuse more changes of the address than some hundred in half a minute. */
const settleMs = 200;

/** What the address says behind `#`, and a way to change it: a place on the page can be bookmarked and sent. */
export function useHashState(): readonly [HashState, (changes: HashState) => void] {
  const [state, setState] = useState(readHash);
  /** The address as it was last read or written here: any other is the reader's, and about to be heard of. */
  const known = useRef(location.hash);
  const change = useCallback(
    (changes: HashState) => setState((before) => withoutEmpty({ ...before, ...changes })),
    [],
  );

  useEffect(() => {
    const onHashChange = (): void => {
      known.current = location.hash;
      setState(readHash());
    };
    addEventListener("hashchange", onHashChange);
    return () => removeEventListener("hashchange", onHashChange);
  }, []);

  useEffect(() => {
    const hash = new URLSearchParams(state).toString();
    const timer = setTimeout(() => {
      if (location.hash !== known.current || location.hash.slice(1) === hash) return;
      history.replaceState(null, "", `#${hash}`);
      known.current = location.hash;
    }, settleMs);
    return () => clearTimeout(timer);
  }, [state]);

  return [state, change];
}

function readHash(): HashState {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

function withoutEmpty(state: HashState): HashState {
  return Object.fromEntries(Object.entries(state).filter(([, word]) => word !== ""));
}
