import {
  defaultTreeAdapter,
  html,
  parse,
  parseFragment,
  type DefaultTreeAdapterTypes,
} from "parse5";

/** What a browser would make of a text, in reading order. */
export interface ToldHtml {
  /** `tag attribute attribute`, of every element; "…, foreign" outside HTML. */
  readonly elements: readonly string[];
  readonly comments: readonly string[];
  readonly texts: readonly string[];
  /** Of every attribute, by `tag.attribute`; the last one of that name. */
  readonly values: Readonly<Record<string, string>>;
}

export function tellHtml(text: string): ToldHtml {
  const told = { elements: [], comments: [], texts: [], values: {} };
  const isDocument = /^<!doctype/i.test(text);
  tellNodes(isDocument ? parse(text).childNodes : parseFragment(text).childNodes, told);
  return told;
}

interface Telling {
  readonly elements: string[];
  readonly comments: string[];
  readonly texts: string[];
  readonly values: Record<string, string>;
}

function tellNodes(nodes: readonly DefaultTreeAdapterTypes.ChildNode[], told: Telling): void {
  for (const node of nodes) {
    if (defaultTreeAdapter.isCommentNode(node)) told.comments.push(node.data);
    if (defaultTreeAdapter.isTextNode(node) && node.value.trim() !== "") {
      told.texts.push(node.value);
    }
    if (defaultTreeAdapter.isElementNode(node)) tellElement(node, told);
  }
}

function tellElement(element: DefaultTreeAdapterTypes.Element, told: Telling): void {
  const { tagName, attrs, namespaceURI, childNodes } = element;
  const names = attrs.map(({ name }) => name);
  const foreign = namespaceURI === html.NS.HTML ? [] : ["foreign"];
  told.elements.push([tagName, ...names, ...foreign].join(" "));
  for (const { name, value } of attrs) told.values[`${tagName}.${name}`] = value;
  tellNodes(childNodes, told);
}
