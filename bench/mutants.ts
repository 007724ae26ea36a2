import { parse, type Node } from "acorn";
import { full } from "acorn-walk";

/** A script with one operator changed. */
export interface Mutant {
  readonly source: string;
  readonly line: number;
  /** `>= instead of >`. */
  readonly change: string;
}

/** What an author may have meant to write, or have got wrong by one key. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "**": ["*"],
  ">": [">=", "<"],
  ">=": [">", "<"],
  "<": ["<=", ">"],
  "<=": ["<", ">"],
  "==": ["!="],
  "!=": ["=="],
  "===": ["!=="],
  "!==": ["==="],
  "&&": ["||"],
  "||": ["&&"],
  "??": ["&&"],
  "+=": ["-="],
  "-=": ["+="],
  "*=": ["/="],
  "/=": ["*="],
  "++": ["--"],
  "--": ["++"],
  "!": [""],
  "~": [""],
};

interface Place {
  readonly start: number;
  readonly end: number;
  readonly texts: readonly string[];
}

/** One for each thing that could be done to each operator of a script; `? :` has its branches swapped. */
export function mutantsOf(source: string): readonly Mutant[] {
  const places: Place[] = [];
  full(parse(source, { ecmaVersion: "latest" }), (node) => places.push(...placesIn(node, source)));
  return places.flatMap(({ start, end, texts }) =>
    texts.map((text) => ({
      source: source.slice(0, start) + text + source.slice(end),
      line: source.slice(0, start).split("\n").length,
      change: `${text === "" ? "nothing" : text} instead of ${source.slice(start, end)}`,
    })),
  );
}

type Part = Pick<Node, "start" | "end">;
type AnyNode = Node &
  Readonly<Record<"left" | "right" | "argument" | "consequent" | "alternate", Part>> & {
    readonly operator: string;
  };

function placesIn(node: Node, source: string): readonly Place[] {
  const { type, start, end, left, right, argument, operator, ...branches } = node as AnyNode;
  switch (type) {
    case "BinaryExpression":
    case "LogicalExpression":
    case "AssignmentExpression":
      return between(left.end, right.start);
    case "UnaryExpression":
      return between(start, argument.start);
    case "UpdateExpression":
      return argument.start > start ? between(start, argument.start) : between(argument.end, end);
    case "ConditionalExpression":
      return [swap(branches)];
    default:
      return [];
  }

  function between(from: number, to: number): readonly Place[] {
    const at = source.indexOf(operator, from);
    const texts = OTHERS[operator];
    if (texts === undefined || at < 0 || at >= to) return [];
    return [{ start: at, end: at + operator.length, texts }];
  }

  function swap({ consequent, alternate }: Pick<AnyNode, "consequent" | "alternate">): Place {
    const yes = source.slice(consequent.start, consequent.end);
    const no = source.slice(alternate.start, alternate.end);
    const middle = source.slice(consequent.end, alternate.start);
    return { start: consequent.start, end: alternate.end, texts: [no + middle + yes] };
  }
}
