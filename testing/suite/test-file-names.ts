const TEXT = /\.test\.(?:ya?ml|json)$/i;
const PROGRAM = /\.script-test\.[mc]?[jt]s$/i;

/** What a file has to be called to be found in a folder. */
export const TEST_FILE_NAMES = "*.test.yaml, *.test.yml, *.test.json, *.script-test.ts";

export function isTestFileName(name: string): boolean {
  return TEXT.test(name) || PROGRAM.test(name);
}

/** Whether it is a program rather than a text. */
export function isProgram(name: string): boolean {
  return /\.[mc]?[jt]s$/i.test(name);
}

/** Whoever names a file may call it what they like, as long as it can be read. */
export function isReadable(name: string): boolean {
  return isProgram(name) || /\.(?:ya?ml|json)$/i.test(name);
}
