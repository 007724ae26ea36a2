import { createHash } from "node:crypto";
import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

const noticesFile = "THIRD-PARTY-NOTICES.md";

/**
 * One HTML file with everything in it, so that a page can be mailed and opened from disk. What is built does not
 * depend on NODE_ENV: a test that builds it gets what users get.
 */
export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  // While developing, a change shows without a reload.
  plugins: [command === "serve" && react(), viteSingleFile(), finishPage()],
  oxc: { jsx: { runtime: "automatic", development: false } },
  define: command === "build" ? { "process.env.NODE_ENV": JSON.stringify("production") } : {},
  build: {
    outDir: path.resolve(import.meta.dirname, "../../dist/studio/web"),
    emptyOutDir: true,
    reportCompressedSize: false,
    license: { fileName: noticesFile },
    // Components say where they may run; there is no server here.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
}));

function finishPage(): Plugin {
  return {
    name: "finish-page",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const [page, notices] = [bundle["index.html"], bundle[noticesFile]];
        if (page?.type !== "asset" || notices?.type !== "asset") {
          throw new Error("There is no page, or there are no notices of what is in it.");
        }
        const html = withPolicy(page.source.toString());
        page.source = withNotice(html, notices.source.toString());
      },
    },
  };
}

/** A page that is mailed has no file beside it: it says itself whose work it holds, and where the licences are. */
function withNotice(html: string, notices: string): string {
  const names = Array.from(notices.matchAll(/^## (.+) - (\S+ \(.+\))$/gm), ([, name, rest]) =>
    [name, rest].join(" "),
  );
  if (names.length === 0) throw new Error(`There is nobody in ${noticesFile}.`);
  const text = `Made by Fledgling. The script and the styles hold work of others: ${names.join(", ")}. Their copyright notices and licences: dist/studio/${noticesFile} in the npm package fledgling.`;
  return html.replace(policyEnd, (tag) => `${tag}\n    <!-- ${text} -->`);
}

const policyEnd = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
const firstTag = '<meta charset="utf-8" />';

/** Lets the page run its own script and no other, and lets it fetch nothing at all. */
function withPolicy(html: string): string {
  const script = /<script type="module"[^>]*>([\s\S]+?)<\/script>/.exec(html)?.[1];
  if (script === undefined) throw new Error("The page has no script within it.");
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    // Components and the code panel measure and place things by styles of their own.
    "style-src 'unsafe-inline'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
  return html.replace(firstTag, () => `${firstTag}\n    ${meta}`);
}
