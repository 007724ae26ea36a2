type Present<Facts> = { readonly [Name in keyof Facts]?: Exclude<Facts[Name], undefined> };

/** Only the facts that are there: what is undefined would be no fact of the page's JSON either. */
export function present<Facts extends object>(facts: Facts): Present<Facts> {
  const there = Object.entries(facts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as Present<Facts>;
}
