import type { Problem } from "./explain-problems.ts";

type Fields = Record<string, unknown>;

/**
 * Puts the price of bids that carry it as `encoded_price`, base64 of a decimal, into their `price`; an encoded price
 * counts more than a plain one (spec: mediate-endpoint 2.4).
 */
export function decodePrices(body: unknown): readonly Problem[] {
  const problems: Problem[] = [];
  listIn(fieldIn(body, "ext"), "bidder_responses").forEach((response, index) => {
    listIn(response, "bids").forEach((bid, place) => {
      const encoded = fieldIn(bid, "encoded_price");
      if (typeof encoded !== "string") return;
      const price = decodePrice(encoded);
      if (price === undefined) {
        const path = ["ext", "bidder_responses", index, "bids", place, "encoded_price"];
        problems.push({
          path,
          status: 400,
          message: "Failed to decode price: no decimal in base64",
        });
      }
      // One problem is enough for a bid whose price nobody can read.
      (bid as Fields)["price"] = price ?? 0;
    });
  });
  return problems;
}

function fieldIn(from: unknown, name: string): unknown {
  return typeof from === "object" && from !== null ? (from as Fields)[name] : undefined;
}

function listIn(from: unknown, name: string): readonly unknown[] {
  const list = fieldIn(from, name);
  return Array.isArray(list) ? list : [];
}

/** With or without its padding; no decimal is longer. */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;
const longestBase64 = 2_000;
const decimal = /^-?\d{1,400}(\.\d{1,400})?([eE][+-]?\d{1,3})?$/;

function decodePrice(encoded: string): number | undefined {
  if (encoded.length > longestBase64 || !base64.test(encoded)) return undefined;
  const text = atob(encoded).trim();
  const price = decimal.test(text) ? Number(text) : NaN;
  return Number.isFinite(price) ? price : undefined;
}
