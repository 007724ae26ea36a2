import { expect, it } from "vitest";
import { wrapText } from "../../../cli/render/wrap-text.ts";

it("breaks between words, and keeps what is aligned within a line", () => {
  const text = "click  seller  204  POST\n  and then some";

  expect(wrapText(text, { width: 26, indent: "  " })).toBe(
    "  click  seller  204  POST\n  and then some",
  );
});

it("leaves a begun line for a word that fits the next", () => {
  const options = { width: 20, first: "report  204  ", indent: "  " };

  expect(wrapText("https://a.example/", options)).toBe("report  204\n  https://a.example/");
});

it("shortens in the middle what fits no line", () => {
  expect(wrapText("see https://a.example/a/long/way now", { width: 16 })).toBe(
    "see\nhttps://…ong/way\nnow",
  );
});

it("gives a first line the room it has, and the others theirs", () => {
  expect(wrapText("bids with its own winner", { width: 20, firstWidth: 10 })).toBe(
    "bids with\nits own winner",
  );
});

it("lets no script move the cursor", () => {
  expect(wrapText("\u001B[2J gone\u0007")).toBe("�[2J gone�");
});

it("does not part what a no-break space holds together", () => {
  expect(wrapText("it took 20\u00A0ms", { width: 10 })).toBe("it took\n20 ms");
});
