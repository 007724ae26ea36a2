import type { Colors } from "picocolors/types.js";
import { PROFILE_SETTINGS, PROFILES, type ProfileName } from "../../sdk/index.ts";

interface SettingLine {
  readonly setting: string;
  readonly value: string;
  readonly unit: string;
  /** Where it is not as on Android: what it is there. */
  readonly onAndroid: string | undefined;
  readonly androidName: string;
}

/** A profile's settings, two lines each: value and unit, then the name of the flag on Android. */
export function renderProfile(
  name: ProfileName,
  { isDiff, colours }: { readonly isDiff: boolean; readonly colours: Colors },
): string {
  const all = PROFILE_SETTINGS.map((setting) => toLine(name, setting));
  const different = all.filter(({ onAndroid }) => onAndroid !== undefined);
  const shown = isDiff ? different : all;
  const count = `${all.length} settings, ${different.length} of them otherwise than in android`;
  const head = `${colours.bold(name)}  ${colours.dim(count)}`;
  return `${[head, ...renderLines(shown, colours)].join("\n")}\n`;
}

function toLine(name: ProfileName, setting: (typeof PROFILE_SETTINGS)[number]): SettingLine {
  const { name: key, unit, androidName } = setting;
  const value = PROFILES[name][key];
  const onAndroid = PROFILES.android[key];
  return {
    setting: key,
    value: String(value),
    unit,
    onAndroid: value === onAndroid ? undefined : String(onAndroid),
    androidName: androidName ?? "no flag in Android",
  };
}

function renderLines(lines: readonly SettingLine[], { cyan, dim, yellow }: Colors): string[] {
  const settingWidth = widest(lines, ({ setting }) => setting);
  const valueWidth = widest(lines, ({ value }) => value);
  const unitWidth = widest(lines, ({ unit }) => unit);
  return lines.flatMap(({ setting, value, unit, onAndroid, androidName }) => {
    const columns = [
      cyan(setting.padEnd(settingWidth)),
      `${value.padStart(valueWidth)} ${unit.padEnd(unitWidth)}`,
      onAndroid === undefined ? "" : yellow(`android ${onAndroid}`),
    ];
    return [`  ${columns.join("  ").trimEnd()}`, `    ${dim(androidName)}`];
  });
}

function widest(lines: readonly SettingLine[], column: (line: SettingLine) => string): number {
  return Math.max(0, ...lines.map((line) => column(line).length));
}
