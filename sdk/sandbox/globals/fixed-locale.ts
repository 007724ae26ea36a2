/**
 * Without it `Intl` would answer in the language and time zone of whoever runs the simulator.
 * "en-US" also ends every list of wishes, because V8 falls back to the host's locale, not to none.
 */
export const fixedLocale = /* js */ `
  const { getCanonicalLocales } = Intl;
  const localesOf = (wanted) => {
    if (wanted === undefined) return "en-US";
    const locales = getCanonicalLocales(wanted);
    locales[locales.length] = "en-US";
    return locales;
  };
  const inUtc = (options) => {
    if (options === null || (options !== undefined && options.timeZone !== undefined)) return options;
    const timeZone = { __proto__: null, value: "UTC", enumerable: true };
    return create(options === undefined ? null : Object(options), { __proto__: null, timeZone });
  };

  const asGiven = (options) => options;

  for (const name of [
    "Collator", "DateTimeFormat", "DisplayNames", "DurationFormat", "ListFormat", "NumberFormat",
    "PluralRules", "RelativeTimeFormat", "Segmenter", "v8BreakIterator",
  ]) {
    if (typeof Intl[name] !== "function") continue;
    const optionsOf = name === "DateTimeFormat" ? inUtc : asGiven;
    const argumentsOf = (args) => [localesOf(args[0]), optionsOf(args[1])];
    replaceClass(Intl, name, {
      construct: (target, args, newTarget) => construct(target, argumentsOf(args), newTarget),
      apply: (target, self, args) => apply(target, self, argumentsOf(args)),
    });
  }

  const fixMethod = (prototype, name, optionsOf) => {
    const original = prototype[name];
    replaceProperties(prototype, { [name](locales = undefined, options = undefined) {
      return apply(original, this, [localesOf(locales), optionsOf(options)]);
    } });
  };
  fixMethod(Date.prototype, "toLocaleString", inUtc);
  fixMethod(Date.prototype, "toLocaleDateString", inUtc);
  fixMethod(Date.prototype, "toLocaleTimeString", inUtc);
  fixMethod(Number.prototype, "toLocaleString", asGiven);
  fixMethod(BigInt.prototype, "toLocaleString", asGiven);
  fixMethod(String.prototype, "toLocaleLowerCase", asGiven);
  fixMethod(String.prototype, "toLocaleUpperCase", asGiven);
  const { localeCompare } = String.prototype;
  replaceProperties(String.prototype, { localeCompare(that, locales = undefined, options = undefined) {
    return apply(localeCompare, this, [that, localesOf(locales), options]);
  } });

  // The formatter's own "now" would be the host's.
  const formatPrototype = Intl.DateTimeFormat.prototype;
  const getFormat = bindCall(Object.getOwnPropertyDescriptor(formatPrototype, "format").get);
  const formatToParts = bindCall(formatPrototype.formatToParts);
  const orNow = (date) => (date === undefined ? readClock() : date);
  defineProperty(formatPrototype, "format", {
    __proto__: null,
    configurable: true,
    get() {
      const format = getFormat(this);
      return (date) => format(orNow(date));
    },
  });
  replaceProperties(formatPrototype, {
    formatToParts(date) { return formatToParts(this, orNow(date)); },
  });
`;
