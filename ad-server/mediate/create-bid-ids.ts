import type { Random } from "../../sdk/foundation/environment.ts";

/** UUIDs of version 7, as 32 hexadecimal digits (spec: mediate-endpoint 1.5). */
export function createBidIds(nowMs: number, random: Random): () => string {
  const time = Math.floor(nowMs).toString(16).padStart(12, "0").slice(-12);
  return () => {
    const [high, middle, low] = [random.nextUint32(), random.nextUint32(), random.nextUint32()];
    const version = `7${digits(high, 3)}`;
    const variant = (8 + (high >>> 30)).toString(16) + digits(high >>> 12, 3);
    return time + version + variant + digits(middle, 8).slice(0, 4) + digits(low, 8);
  };
}

function digits(word: number, count: number): string {
  return word.toString(16).padStart(8, "0").slice(-count);
}
