/** Works something out the first time that it is asked of an object, and remembers it for as long as that lives. */
export function once<Key extends object, Fact>(workOut: (key: Key) => Fact): (key: Key) => Fact {
  const known = new WeakMap<Key, { readonly fact: Fact }>();
  return (key) => {
    const remembered = known.get(key) ?? { fact: workOut(key) };
    known.set(key, remembered);
    return remembered.fact;
  };
}
