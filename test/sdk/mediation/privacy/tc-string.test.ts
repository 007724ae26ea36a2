import * as fc from "fast-check";
import { expect, it } from "vitest";
import { readTcString } from "../../../../sdk/mediation/privacy/tc-string.ts";

/** Vendors 2, 8 and 12 as flags; purposes 1, 3 and 4. */
const withFlags = "CP3tAUAP3tAUAAKABAENDIEgALAAAAAAAAAAAGEEQAAAAAAA";
/** Vendor 2 and those from 700 to 755 as ranges; purpose 1. */
const withRanges = "CP3tAUAP3tAUAAKABAENDIEgAIAAAAAAAAAAF5wAgABQK8AvMAAAAAAA";
const nobody = "CP3tAUAP3tAUAAKABAENDIEgAAAAAAAAAAAAAAAAAAAA";
/** Purposes 1 to 11. */
const allPurposes = "CP3tAUAP3tAUAAKABAENDIEgAP_gAAAAAAAAAAoAAAAA";

function consentIn(text: string) {
  const read = readTcString(text);
  if (read.kind === "unreadable") return read.why;
  const idsUpTo = (last: number) => Array.from({ length: last }, (_unused, index) => index + 1);
  return {
    purposes: idsUpTo(24).filter((purpose) => read.consentsToPurpose(purpose)),
    vendors: idsUpTo(1_000).filter((vendorId) => read.consentsToVendor(vendorId)),
  };
}

it("reads consents that are listed as flags", () => {
  expect(consentIn(withFlags)).toEqual({ purposes: [1, 3, 4], vendors: [2, 8, 12] });
});

it("reads consents that are listed as ranges", () => {
  const range = Array.from({ length: 56 }, (_unused, index) => 700 + index);

  expect(consentIn(withRanges)).toEqual({ purposes: [1], vendors: [2, ...range] });
});

it("reads consent to nothing, and to everything that has a number", () => {
  expect(consentIn(nobody)).toEqual({ purposes: [], vendors: [] });
  expect(consentIn(allPurposes)).toMatchObject({ purposes: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] });
});

it("looks at the core segment only", () => {
  expect(consentIn(`${withFlags}.IGLtV_T9fb2vj-_Z99_tkeYwf95y3p-wzhheMs`)).toEqual(
    consentIn(withFlags),
  );
});

it.each([
  ["1YNN!", '"!" is no character of base64url'],
  ["BOEFEAyOEFEAyAHABDENAI4AAAB9vABAASA", "it is of version 1, not 2"],
  ["C", "it ends before its list of vendors does"],
  [withFlags.slice(0, 40), "it ends before its list of vendors does"],
  [withRanges.slice(0, 44), "it ends before its list of vendors does"],
])("says why it cannot read %s", (text, why) => {
  expect(readTcString(text)).toEqual({ kind: "unreadable", why });
});

/** As many ranges as fit, each of all vendors: 268 million entries in 22,000 characters. */
function aBombOfRanges(): string {
  const ranges = `1${toBits(1, 16)}${toBits(65_535, 16)}`.repeat(4_095);
  const head = toBits(2, 6).padEnd(213, "0");
  const bits = `${head}${toBits(65_535, 16)}1${toBits(4_095, 12)}${ranges}00000`;
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return (bits.match(/.{6}/g) ?? []).map((sextet) => alphabet[Number.parseInt(sextet, 2)]).join("");
}

function toBits(value: number, length: number): string {
  return value.toString(2).padStart(length, "0");
}

it("does not unfold ranges", () => {
  const read = readTcString(aBombOfRanges());

  expect(read.kind === "readable" && read.consentsToVendor(65_535)).toBe(true);
});

it("takes any text for readable or not, and never throws", () => {
  const anyText = fc.oneof(
    fc.string(),
    fc.base64String().map((text) => `C${text.replaceAll(/[+/=]/g, "-")}`),
  );

  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 65_535 }), (text, vendorId) => {
      const read = readTcString(text);
      const answer = read.kind === "readable" ? read.consentsToVendor(vendorId) : read.why;
      expect(["boolean", "string"]).toContain(typeof answer);
    }),
  );
});
