import { markup } from "./safe-text.ts";

/** Where a click lands: what it said, as text. */
export function renderLanding(facts: readonly (readonly [name: string, value: string])[]): string {
  const rows = facts.map(
    ([name, value]) => markup`<dt dir="auto">${name}</dt>
<dd dir="auto">${value}</dd>
`,
  );
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Click</title>
</head>
<body>
<h1>The click landed</h1>
<dl>
${rows}</dl>
</body>
</html>
`.markup;
}
