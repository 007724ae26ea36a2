import { z } from "zod";
import { escapeMarkup } from "./creatives/safe-text.ts";

const ContentSchema = z.record(z.string(), z.looseObject({ schema: z.unknown().optional() }));

const OperationSchema = z.looseObject({
  summary: z.string().default(""),
  parameters: z
    .array(z.looseObject({ name: z.string(), in: z.string(), schema: z.unknown().optional() }))
    .default([]),
  requestBody: z.looseObject({ content: ContentSchema }).optional(),
  responses: z
    .record(
      z.string(),
      z.looseObject({ description: z.string().default(""), content: ContentSchema.default({}) }),
    )
    .default({}),
});
type Operation = z.output<typeof OperationSchema>;

const DocumentSchema = z.looseObject({
  info: z.looseObject({ title: z.string(), description: z.string().default("") }),
  components: z
    .looseObject({ schemas: z.record(z.string(), z.unknown()).default({}) })
    .prefault({}),
  paths: z.record(z.string(), z.record(z.string(), OperationSchema)),
});

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font: 600 1rem ui-monospace, monospace; margin: 2rem 0 0; }
h2 b { display: inline-block; min-width: 4.5rem; }
p { margin: 0.25rem 0; }
pre { overflow: auto; padding: 0.75rem; background: #8882; border-radius: 0.25rem; font-size: 0.8rem; }
:root { color-scheme: light dark; }`;

/** An OpenAPI document for people: one page that loads nothing. */
export function renderApiPage(document: object): string {
  const { info, components, paths } = DocumentSchema.parse(document);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      renderOperation(`${method.toUpperCase()} ${path}`, operation),
    ),
  );
  const shared = Object.entries(components.schemas).map(([name, schema]) =>
    renderSchema(name, schema),
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeMarkup(info.title)}</title><style>${style}</style></head>
<body>
<h1>${escapeMarkup(info.title)}</h1>
<p>${escapeMarkup(info.description)} For programs: <a href="openapi.json">openapi.json</a>.</p>
${[...operations, ...shared].join("\n")}
</body>
</html>
`;
}

function renderOperation(name: string, operation: Operation): string {
  const [method = "", path = ""] = name.split(" ");
  const { summary, parameters, requestBody, responses } = operation;
  return [
    `<h2 id="${escapeMarkup(name)}"><b>${escapeMarkup(method)}</b>${escapeMarkup(path)}</h2>`,
    `<p>${escapeMarkup(summary)}</p>`,
    ...parameters.map((one) => renderSchema(`${one.name} (${one.in})`, one.schema)),
    ...renderContent("Body", requestBody?.content ?? {}),
    ...Object.entries(responses).flatMap(([status, { description, content }]) => {
      const blocks = renderContent(status, content);
      return blocks.length > 0
        ? blocks
        : [`<p>${escapeMarkup(status)} ${escapeMarkup(description)}</p>`];
    }),
  ].join("\n");
}

function renderContent(name: string, content: z.output<typeof ContentSchema>): readonly string[] {
  return Object.entries(content).map(([type, { schema }]) =>
    renderSchema(`${name} ${type}`, schema),
  );
}

function renderSchema(name: string, schema: unknown): string {
  const text = JSON.stringify(schema ?? {}, null, 2);
  return `<details><summary>${escapeMarkup(name)}</summary><pre>${escapeMarkup(text)}</pre></details>`;
}
