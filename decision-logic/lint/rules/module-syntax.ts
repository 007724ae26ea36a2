import type { Finding, LintRule } from "../lint-rule.ts";

/** Devices run plain scripts: `import` and `export` are syntax errors there. */
export const moduleSyntax: LintRule = {
  code: "FL102",
  name: "module-syntax",
  severity: "warning",
  about: "`import` and `export` in a script that goes to the device as it is.",
  hint: "Bundle it for the device, into functions at the top level; where Fledgling runs a module, it does so itself.",
  check({ script, isBundled = false }) {
    const dynamic = script.all("ImportExpression").map((at): Finding => ({
      at,
      message: "A script cannot load anything: on a device this fails.",
      severity: "error",
    }));
    if (isBundled) return dynamic;
    const imports = script.all("ImportDeclaration");
    const exports = script.all(
      "ExportNamedDeclaration",
      "ExportDefaultDeclaration",
      "ExportAllDeclaration",
    );
    return [
      ...dynamic,
      ...[...imports, ...exports].map((at): Finding => {
        const word = at.type === "ImportDeclaration" ? "import" : "export";
        return {
          at: { start: at.start, end: at.start + word.length },
          message: `A device runs plain scripts, in which "${word}" is a syntax error.`,
        };
      }),
    ];
  },
};
