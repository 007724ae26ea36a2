import type { ReactNode } from "react";
import type { PageInline } from "../../page-data.ts";

export function InlineText({ inline }: { readonly inline: readonly PageInline[] }): ReactNode {
  return inline.map((part, index) => <Part key={index} part={part} />);
}

function Part({ part }: { readonly part: PageInline }): ReactNode {
  switch (part.kind) {
    case "text":
      return part.text;
    case "code":
      return <code>{part.text}</code>;
    case "strong":
      return <strong>{part.text}</strong>;
    case "emphasis":
      return <em>{part.text}</em>;
    case "link":
      return <Link text={part.text} url={part.url} />;
  }
}

/** Whatever is no address on the web stays text: an address can also be a script. */
function Link({ text, url }: { readonly text: string; readonly url: string }): ReactNode {
  if (!/^https?:\/\//.test(url)) return text;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
}
