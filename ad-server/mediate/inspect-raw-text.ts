import { MAX_PROBLEMS, type Problem } from "./explain-problems.ts";
import { isInt64Schema } from "./mediate-fields.ts";
import { MediateRequestSchema } from "./mediate-request.ts";
import { RawJson, type Path, type RawValue } from "./raw-json.ts";

/**
 * The problems that are known already, with where they are in the text, and those that only the text shows: no JSON
 * at all, a known key twice, an integer that is not written like one, half a surrogate pair.
 */
export function inspectRawText(
  text: string,
  known: readonly Problem[],
  isWanted: (problem: Problem) => boolean = () => true,
): readonly Problem[] {
  const found: Problem[] = [];
  const places = findPlaces(known);
  const raw = new RawJson(text, (value) => {
    places.notice(value);
    const message = found.length <= MAX_PROBLEMS ? explainToken(text, value) : undefined;
    if (message === undefined) return;
    const problem = { path: [...value.path], status: 400, message, offset: value.start } as const;
    if (isWanted(problem)) found.push(problem);
  });
  const fault = raw.read(MediateRequestSchema);
  if (fault !== undefined) {
    const { offset } = fault;
    // Nobody sees it, so nobody looks for it.
    const isMark = offset === 0 && text.startsWith("\uFEFF");
    const message = isMark ? `${fault.reason}, found a byte order mark` : fault.reason;
    return [{ path: [], status: 400, message, offset }];
  }
  return [...places.locate(), ...found];
}

function explainToken(
  text: string,
  { schema, start, end, isRepeated, path }: RawValue,
): string | undefined {
  if (schema === undefined) return undefined;
  if (isRepeated) return `duplicate field \`${path.at(-1)}\``;
  const token = text.slice(start, Math.min(end, start + longestInteger));
  if (isInt64Schema(schema)) return explainInteger(token);
  const isHalf = text[start] === '"' && mayBeHalf.test(text.slice(start, end));
  if (isHalf && !(JSON.parse(text.slice(start, end)) as string).isWellFormed()) {
    return "lone surrogate in a string";
  }
  return undefined;
}

/** Of 64 bits, with a sign. */
const longestInteger = 21;
const mayBeHalf = /\\u[dD][89a-fA-F]/;

/** Only of what parsing has turned into an integer: everything else is known to be wrong already. */
function explainInteger(token: string): string | undefined {
  if (!/^-?\d/.test(token) || !Number.isInteger(Number(token))) return undefined;
  if (!/^-?\d+$/.test(token)) {
    return `invalid type: floating point \`${token}\`, expected integer`;
  }
  const isInRange = BigInt.asIntN(64, BigInt(token)) === BigInt(token);
  return isInRange ? undefined : `number out of range: \`${token}\``;
}

interface Places {
  notice(value: RawValue): void;
  /** Where nothing stands because it is missing, that is what it is missing from. */
  locate(): readonly Problem[];
}

function findPlaces(problems: readonly Problem[]): Places {
  const offsets = new Map<string, number>();
  const wanted = new Set(
    problems.flatMap(({ path }) => [path, path.slice(0, -1)].map((each) => keyOf(each))),
  );
  const tails = new Set(problems.flatMap(({ path }) => [path.at(-1), path.at(-2)]));
  return {
    notice({ path, start }) {
      if (!tails.has(path.at(-1))) return;
      const key = keyOf(path);
      if (wanted.has(key)) offsets.set(key, start);
    },
    locate: () =>
      problems.map((problem) => {
        const { path } = problem;
        const offset = offsets.get(keyOf(path)) ?? offsets.get(keyOf(path.slice(0, -1)));
        return offset === undefined ? problem : { ...problem, offset };
      }),
  };
}

function keyOf(path: Path): string {
  return path.join("\n");
}
