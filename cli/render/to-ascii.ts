const replacements: Readonly<Record<string, string>> = {
  "█": "=",
  "▌": "=",
  "▐": "=",
  "░": "-",
  "–": "-",
  "→": ">",
  "…": "~",
  "✖": "x",
};

/** What we draw with, for a terminal without Unicode: character by character, so that columns stay where they are. */
export function toAscii(text: string): string {
  return text.replaceAll(/[█▌▐░–→…✖]/g, (character) => replacements[character] ?? character);
}

/**
 * Whether a terminal has more than ASCII. Nobody says so directly: a locale with another character set says no,
 * and so does a terminal that calls itself dumb.
 */
export function hasUnicode(environment: Readonly<Record<string, string | undefined>>): boolean {
  const { TERM, LC_ALL, LC_CTYPE, LANG } = environment;
  const locale = LC_ALL || LC_CTYPE || LANG || "";
  return TERM !== "dumb" && (locale === "" || /utf-?8/i.test(locale));
}
