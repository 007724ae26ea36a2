import type { Random } from "./environment.ts";

/** The 128 bits that say everything about a stream. */
type Key = readonly [number, number, number, number];

/** Anything but zeros does; these are the fractional bits of the square roots of 2, 3, 5 and 7. */
const originKey: Key = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a];

/** Enough rounds for every bit of a key to depend on every bit of the text. */
const finalRounds = 12;

/** The same seed gives the same stream, everywhere and always; a number and its decimal text are one seed. */
export function createSeededRandom(seed: number | string): Random {
  return createStream(deriveKey(originKey, String(seed)));
}

/** Numbers by sfc32 (C. Doty-Humphrey, PractRand): 128 bits of state and a period of at least 2^32. */
function createStream(key: Key): Random {
  let [a, b, c, counter] = key;

  function nextUint32(): number {
    const drawn = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (rotateLeft(c, 21) + drawn) | 0;
    return drawn >>> 0;
  }

  return {
    nextUint32,
    next() {
      const high = nextUint32() >>> 5;
      const low = nextUint32() >>> 6;
      return (high * 2 ** 26 + low) / 2 ** 53;
    },
    fork: (label) => createStream(deriveKey(key, label)),
  };
}

/** Absorbs the text unit by unit, then stirs its length in, so that `fork("a").fork("b")` is not `fork("ab")`. */
function deriveKey(parent: Key, text: string): Key {
  let key = parent;
  for (let index = 0; index < text.length; index += 1) {
    key = stir(key, text.charCodeAt(index));
  }
  for (let round = 0; round < finalRounds; round += 1) key = stir(key, text.length + 1);
  return key;
}

/** The quarter round of ChaCha (RFC 8439, section 2.1) after adding a number to the first word. */
function stir(key: Key, addend: number): Key {
  let [a, b, c, d] = key;
  a = (a + addend + b) | 0;
  d = rotateLeft(d ^ a, 16);
  c = (c + d) | 0;
  b = rotateLeft(b ^ c, 12);
  a = (a + b) | 0;
  d = rotateLeft(d ^ a, 8);
  c = (c + d) | 0;
  b = rotateLeft(b ^ c, 7);
  return [a, b, c, d];
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
