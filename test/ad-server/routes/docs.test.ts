import { expect, it } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";
import { renderApiPage } from "../../../ad-server/render-api-page.ts";

it("shows every operation of the document to people, and loads nothing", async () => {
  const app = await createAdServer({});
  const document = (await app.inject({ url: "/openapi.json" })).json<{
    paths: Record<string, object>;
  }>();

  const { body, headers } = await app.inject({ url: "/docs" });

  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `<h2 id="${method.toUpperCase()} ${path}">`),
  );
  expect(operations.filter((heading) => !body.includes(heading))).toEqual([]);
  expect(operations.length).toBeGreaterThan(20);
  expect([headers["content-type"], headers["content-security-policy"]]).toEqual([
    "text/html; charset=utf-8",
    "default-src 'none'; style-src 'unsafe-inline'",
  ]);
  expect(body).not.toMatch(/<script|<link|<img|src=/);
});

it("escapes whatever a document says", () => {
  const hostile = `"><script>alert('&')</script>`;

  const page = renderApiPage({
    info: { title: hostile, description: hostile },
    paths: {
      [`/${hostile}`]: {
        get: {
          summary: hostile,
          parameters: [{ name: hostile, in: "query", schema: { description: hostile } }],
          responses: { 204: { description: hostile } },
        },
      },
    },
  });

  expect(page).not.toContain("<script");
  expect(page.split("&lt;script&gt;alert(&#39;&amp;&#39;)").length - 1).toBe(9);
});
