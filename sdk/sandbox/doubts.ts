import type { Node } from "acorn";

/** A node of a syntax tree as plain data: under which names it holds others depends on its type. */
export type SyntaxNode = Node & Readonly<Record<string, unknown>>;

export interface Place {
  /** Declared at the top, they would meet what is there; declared elsewhere, they are refused as well. */
  readonly globalNames: ReadonlySet<string>;
  /** Whether `this` is that of a class, whose code is always strict. */
  readonly ownsThis: boolean;
  /** Whether the node is the body of a function, or of the script. */
  readonly isBody: boolean;
  /** Whether it is a statement of its own, so that nobody learns its value. */
  readonly isStatement: boolean;
  /** Whether it stands in one, where functions are declared in strict mode as elsewhere. */
  readonly isInBody: boolean;
}

type Check = (node: SyntaxNode, place: Place) => string | undefined;

/** What a node by itself gives reason to doubt, as the rest of a sentence that begins with "it". */
export function doubtAbout(node: SyntaxNode, place: Place): string | undefined {
  if (node["await"] === true || node["async"] === true) return "is asynchronous";
  if (node["generator"] === true) return "has a generator";
  const check = checks.get(node.type);
  if (check !== undefined) return check(node, place);
  return plainTypes.has(node.type) ? undefined : `has a ${node.type}`;
}

export const functionTypes: ReadonlySet<string> = wordsOf(
  "ArrowFunctionExpression FunctionDeclaration FunctionExpression",
);

const checkClass: Check = (node, { globalNames }) => {
  if (findName(node["superClass"], globalNames) !== undefined) return "extends a built-in class";
  return checkDeclaredName(node["id"], globalNames);
};

/** Some properties of sloppy functions cannot be deleted, which strict functions do not have. */
const checkDelete: Check = (node, { isStatement }) => {
  if (node["operator"] !== "delete" || isStatement) return undefined;
  return isComputed(node["argument"]) ? "asks whether it may delete" : undefined;
};

/** Whether a member is called by a name that is not written down. */
function isComputed(given: unknown): boolean {
  const node = given as SyntaxNode;
  if (node.type === "ChainExpression") return isComputed(node["expression"]);
  const { type } = (node["property"] ?? node) as SyntaxNode;
  return node["computed"] === true && type !== "Literal";
}

const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ["ThisExpression", (_, { ownsThis }) => (ownsThis ? undefined : "uses this outside of a class")],
  ["Identifier", ({ name }) => checkWord(String(name))],
  ["Literal", ({ value }) => checkWord(String(value))],
  ["VariableDeclaration", ({ kind }) => checkKind(String(kind))],
  ["VariableDeclarator", ({ id }, { globalNames }) => checkDeclaredName(id, globalNames)],
  [
    "FunctionDeclaration",
    ({ id }, { isInBody, globalNames }) =>
      isInBody ? checkDeclaredName(id, globalNames) : "declares a function in a block",
  ],
  ["ClassDeclaration", checkClass],
  ["ClassExpression", checkClass],
  ["UnaryExpression", checkDelete],
  ["TryStatement", () => "catches errors"],
  ["WithStatement", () => "uses with"],
  ["TaggedTemplateExpression", () => "tags a template"],
  ["ImportExpression", () => "imports"],
]);

/** What is reserved for us, or different in strict mode, or different there by its own properties. */
function checkWord(word: string): string | undefined {
  return /^(?:__rb.*|arguments|callee|caller|eval)$/.test(word) ? `uses ${word}` : undefined;
}

function checkKind(kind: string): string | undefined {
  return /^(?:const|let|var)$/.test(kind) ? undefined : `declares with ${kind}`;
}

function checkDeclaredName(pattern: unknown, names: ReadonlySet<string>): string | undefined {
  const name = findName(pattern, names);
  return name === undefined ? undefined : `declares ${name}`;
}

/** The first of the names that is found anywhere in a pattern or an expression. */
function findName(tree: unknown, names: ReadonlySet<string>): string | undefined {
  if (typeof tree !== "object" || tree === null) return undefined;
  const { type, name } = tree as { readonly type?: unknown; readonly name?: unknown };
  if (type === "Identifier" && names.has(String(name))) return String(name);
  for (const part of Object.values(tree)) {
    const found = findName(part, names);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Means the same in strict mode as elsewhere. */
const plainTypes: ReadonlySet<string> = wordsOf(`
  Program ExpressionStatement BlockStatement StaticBlock EmptyStatement ReturnStatement LabeledStatement
  BreakStatement ContinueStatement IfStatement SwitchStatement SwitchCase ThrowStatement WhileStatement
  DoWhileStatement ForStatement ForInStatement ForOfStatement ArrayExpression ObjectExpression Property
  UpdateExpression BinaryExpression LogicalExpression AssignmentExpression
  ConditionalExpression CallExpression NewExpression MemberExpression ChainExpression SequenceExpression
  TemplateLiteral TemplateElement SpreadElement RestElement ObjectPattern ArrayPattern AssignmentPattern
  ArrowFunctionExpression FunctionExpression ClassBody MethodDefinition PropertyDefinition
  PrivateIdentifier Super
`);

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
