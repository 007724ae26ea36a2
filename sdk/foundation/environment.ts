import type { HttpClient } from "./http-client.ts";
import type { ScriptSandbox } from "./script-sandbox.ts";
import type { SignatureVerifier } from "./signature-verifier.ts";

/**
 * The six things a phone asks the world for. Nothing in `sdk/` reaches for a global instead, so whoever
 * makes the environment decides what time it is, how the dice fall and what the internet answers.
 */
export interface Environment {
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: IdSource;
  readonly http: HttpClient;
  readonly sandbox: ScriptSandbox;
  readonly signatures: SignatureVerifier;
}

export interface Clock {
  /** Milliseconds since the Unix epoch. */
  nowMs(): number;
  /** Milliseconds since this environment was made: what events carry as `atMs`. */
  elapsedMs(): number;
  /**
   * Resolves once `durationMs` have passed; rejects with the signal's reason as soon as it aborts.
   * Of two sleeps that end at the same instant, the one that began first resolves first.
   */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
  /**
   * The same for whoever only wants to know when the time has come: no clock is moved, and no process kept
   * alive, for its sake.
   */
  sleepInBackground(durationMs: number, signal?: AbortSignal): Promise<void>;
}

export interface Random {
  /** The next number of this stream, from 0 (inclusive) to 1 (exclusive). */
  next(): number;
  /** The next 32 bits of this stream, from 0 to 2^32 - 1. */
  nextUint32(): number;
  /** An independent stream that depends on this stream's seed and `label` only, not on what was drawn so far. */
  fork(label: string): Random;
}

export interface IdSource {
  /** Sequential per kind: `request-1`, `request-2`, … Traces of two runs line up. */
  next(kind: string): string;
  /**
   * A random negative signed 64-bit integer as a decimal string. Android's ids come from the low half of a
   * random UUID, whose variant bits force the sign (spec: on-device 2.7).
   */
  nextAdSelectionId(): string;
}
