import { keyOf } from "../facts/object-shape.ts";
import { isGlobal } from "../facts/beacons.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

/** How many arguments come before the one that names the locale. */
const LOCALE_PLACES: Readonly<Record<string, number>> = {
  localeCompare: 1,
  toLocaleDateString: 0,
  toLocaleString: 0,
  toLocaleTimeString: 0,
  toLocaleLowerCase: 0,
  toLocaleUpperCase: 0,
};

/** What follows the language of the device, unless a locale is given. */
export const localeDependent: LintRule = {
  code: "FL602",
  name: "locale-dependent",
  severity: "warning",
  about:
    "`toLocale…`, `localeCompare` and `Intl` without a locale: they follow the device's language.",
  hint: 'Name the locale, such as "en-US", or use what does not depend on one.',
  check({ script }) {
    return script.all("CallExpression", "NewExpression").flatMap((node): readonly Finding[] => {
      const { callee } = node;
      if (callee.type !== "MemberExpression") return [];
      const name = keyOf({ ...callee, key: callee.property }) ?? "";
      const place = isGlobal(script, callee.object, "Intl") ? 0 : placeOf(name);
      if (place === undefined || node.arguments.length > place) return [];
      return [{ at: callee, message: `${name} follows the language of the device it runs on.` }];
    });
  },
};

function placeOf(name: string): number | undefined {
  return Object.hasOwn(LOCALE_PLACES, name) ? LOCALE_PLACES[name] : undefined;
}
