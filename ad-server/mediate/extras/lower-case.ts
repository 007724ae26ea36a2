/** Names in lower case, each made once: thousands of bids share a name, and it may be long. */
export function createLowerCase(): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const lower = known.get(name) ?? name.toLowerCase();
    known.set(name, lower);
    return lower;
  };
}
