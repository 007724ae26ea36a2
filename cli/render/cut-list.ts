const mostEntries = 12;

/** The lines of the first entries of a list, and how many are not shown. */
export function cutList(entries: readonly (readonly string[])[]): readonly string[] {
  const rest = entries.length - mostEntries;
  const more = rest > 0 ? [`  and ${rest} more`] : [];
  return [...entries.slice(0, mostEntries).flat(), ...more];
}
