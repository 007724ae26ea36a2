import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { PAGE_POLICY, renderPage } from "../../../ad-server/creatives/render-page.ts";

it("permits its own style and its own script, by their hashes, and no others", () => {
  const size = { width: 300, height: 250 };
  const page = renderPage({ size, query: {}, pixelHtml: true, pixelJs: true });

  const hashes = Array.from(
    page.matchAll(/<(style|script)[^>]*>(.*)<\//g),
    ([, tag, text = ""]) => {
      const hash = createHash("sha256").update(text).digest("base64");
      return `${tag}-src 'sha256-${hash}'`;
    },
  );

  expect(PAGE_POLICY.split("; ")).toEqual([
    "default-src 'none'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    ...hashes,
  ]);
});
