import type { IdSource, Random } from "./environment.ts";

const signBit = 1n << 63n;

/** Ids counted per kind from 1; only ad selection ids draw from `random`. */
export function createSequentialIds(random: Random): IdSource {
  const countByKind = new Map<string, number>();

  return {
    next(kind) {
      const count = (countByKind.get(kind) ?? 0) + 1;
      countByKind.set(kind, count);
      return `${kind}-${count}`;
    },
    nextAdSelectionId() {
      const bits = (BigInt(random.nextUint32()) << 32n) | BigInt(random.nextUint32());
      return String(BigInt.asIntN(64, bits | signBit));
    },
  };
}
