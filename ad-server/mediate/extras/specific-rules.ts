/** What a rule asks for in one respect; undefined: anything. */
type Value = string | undefined;

interface RuleBook<Rule> {
  readonly rules: readonly Rule[];
  /** In each respect, the weightiest first. */
  readonly valuesOf: (rule: Rule) => readonly Value[];
}

/** Takes, in each respect, all values that fit. */
type FindRule<Rule> = (fitting: readonly (readonly string[])[]) => Rule | undefined;

/** Rules by their values, one respect after the other: long names are never put together. */
interface Branch<Rule> {
  readonly next: Map<Value, Branch<Rule>>;
  rule: Rule | undefined;
}

/**
 * Finds the most specific rule that fits: more values asked for come first, then weightier ones, then the rule that was
 * listed first. Rules are looked up, not tried: requests bring thousands of them, and bids.
 */
export function createRuleFinder<Rule>({ rules, valuesOf }: RuleBook<Rule>): FindRule<Rule> {
  const root: Branch<Rule> = { next: new Map(), rule: undefined };
  const shapes = new Map<string, readonly boolean[]>();
  for (const rule of rules) {
    const values = valuesOf(rule);
    const shape = values.map((value) => value !== undefined);
    shapes.set(shape.join(), shape);
    grow(root, values).rule ??= rule;
  }
  const ordered = Array.from(shapes.values()).toSorted(compareShapes);
  return (fitting) => {
    for (const shape of ordered) {
      const rule = follow(root, shape, fitting);
      if (rule !== undefined) return rule;
    }
    return undefined;
  };
}

function grow<Rule>(root: Branch<Rule>, values: readonly Value[]): Branch<Rule> {
  let branch = root;
  for (const value of values) {
    const next = branch.next.get(value) ?? { next: new Map(), rule: undefined };
    branch.next.set(value, next);
    branch = next;
  }
  return branch;
}

function follow<Rule>(
  { next, rule }: Branch<Rule>,
  [isAsked, ...shape]: readonly boolean[],
  [values = [], ...fitting]: readonly (readonly string[])[],
): Rule | undefined {
  if (isAsked === undefined) return rule;
  for (const value of isAsked ? values : [undefined]) {
    const branch = next.get(value);
    const found = branch && follow(branch, shape, fitting);
    if (found !== undefined) return found;
  }
  return undefined;
}

function compareShapes(one: readonly boolean[], other: readonly boolean[]): number {
  const heavier = one.findIndex((isAsked, place) => isAsked !== other[place]);
  return countOf(other) - countOf(one) || (one[heavier] === true ? -1 : 1);
}

function countOf(shape: readonly boolean[]): number {
  return shape.filter(Boolean).length;
}
