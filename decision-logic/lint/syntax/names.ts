import type { AnyNode, Identifier, Program } from "acorn";
import { analyze, type Scope, type Variable } from "eslint-scope";

/** A name that the script declares. */
export interface Name {
  readonly text: string;
  /** Declared where every function of the script sees it. */
  readonly isTopLevel: boolean;
  /** Where it is declared, and by what: a declarator, a function, an import, … */
  readonly definitions: readonly {
    readonly identifier: Identifier;
    readonly by: AnyNode;
    readonly kind: string;
  }[];
  readonly uses: readonly NameUse[];
}

export interface NameUse {
  readonly identifier: Identifier;
  readonly isRead: boolean;
  /** Gives it a new value; the first one, where it is declared, does not count. */
  readonly isChange: boolean;
}

export interface Names {
  readonly all: readonly Name[];
  /** What a name in the text stands for; nothing, if the script does not declare it. */
  readonly of: (identifier: AnyNode) => Name | undefined;
  /** Uses of what the script does not declare. */
  readonly undeclared: readonly NameUse[];
}

/** Which name is meant where. Names that `eval` or `with` bring in are nobody's. */
export function resolveNames(program: Program): Names {
  const scopes = findScopes(program);
  const [globals] = scopes;
  const isTopLevel = (scope: Scope): boolean =>
    scope === globals || (program.sourceType === "module" && scope === scopes[1]);
  // What `var` and `function` declare at the top level is only looked up at the end, by its name.
  const late = Map.groupBy(globals?.through ?? [], ({ identifier }) => identifier.name);
  const all = scopes.flatMap((scope) =>
    scope.variables
      .filter(({ defs }) => defs.length > 0)
      .map((variable) => {
        const found = scope === globals ? (late.get(variable.name) ?? []) : [];
        const uses = Array.from(new Set([...variable.references, ...found]), toUse);
        return toName(variable, { uses, isTopLevel: isTopLevel(scope) });
      }),
  );
  const declared = new Set(all.filter(({ isTopLevel: is }) => is).map(({ text }) => text));
  const undeclared = (globals?.through ?? [])
    .map(toUse)
    .filter(({ identifier }) => !declared.has(identifier.name));
  const identifiers = all.flatMap((name) =>
    [...name.definitions, ...name.uses].map(({ identifier }) => [identifier, name] as const),
  );
  const byIdentifier = new Map<AnyNode, Name>(identifiers);
  return { all, of: (identifier) => byIdentifier.get(identifier), undeclared };
}

function findScopes(program: Program): readonly Scope[] {
  const { sourceType } = program;
  const tree = program as unknown as Parameters<typeof analyze>[0];
  return analyze(tree, { ecmaVersion: 2025, sourceType, ignoreEval: true }).scopes;
}

function toName(variable: Variable, { uses, isTopLevel }: Pick<Name, "isTopLevel" | "uses">): Name {
  const definitions = variable.defs.map((definition) => ({
    identifier: asNode(definition.name) as Identifier,
    by: asNode(definition.node),
    kind: definition.type,
  }));
  return { text: variable.name, isTopLevel, definitions, uses };
}

type Reference = Variable["references"][number];

function toUse(reference: Reference): NameUse {
  return {
    identifier: asNode(reference.identifier) as Identifier,
    isRead: reference.isRead(),
    isChange: reference.isWrite() && reference.init !== true,
  };
}

/** The tree is acorn's all along; eslint-scope only calls its nodes something else. */
function asNode(node: unknown): AnyNode {
  return node as AnyNode;
}
