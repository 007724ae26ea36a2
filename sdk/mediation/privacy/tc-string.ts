/** What a TC string consents to, as far as mediation asks. */
interface TcConsent {
  readonly kind: "readable";
  consentsToPurpose(purpose: number): boolean;
  consentsToVendor(vendorId: number): boolean;
}

type ReadTcString = TcConsent | { readonly kind: "unreadable"; readonly why: string };

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const bitsPerCharacter = 6;

/** Where the core segment of version 2 has what; a vendor id takes 16 bits. */
const at = { version: 0, purposes: 152, maxVendorId: 213, isRanges: 229, vendors: 230 } as const;
const idBits = 16;
const rangeCountBits = 12;

/**
 * Reads consent from the core segment of a TC string. Legitimate interest and the publisher's restrictions are
 * not looked at. The string is never unfolded: ranges can name millions of vendors in few characters.
 *
 * @see IAB Tech Lab, "Consent string and vendor list formats v2", "The core string"
 */
export function readTcString(text: string): ReadTcString {
  const [core = ""] = text.split(".");
  const [stray] = /[^\w-]/u.exec(core) ?? [];
  if (stray !== undefined) return unreadable(`"${stray}" is no character of base64url`);
  const version = readNumber(core, at.version, bitsPerCharacter);
  if (version !== 2) return unreadable(`it is of version ${version}, not 2`);
  const bitCount = core.length * bitsPerCharacter;
  if (bitCount < at.vendors) return unreadable(tooShort);
  const isRanges = readNumber(core, at.isRanges, 1) === 1;
  const vendors = isRanges ? readRanges(core) : readFlags(core);
  if (vendors.endsAt > bitCount) return unreadable(tooShort);
  return {
    kind: "readable",
    consentsToPurpose: (purpose) => readNumber(core, at.purposes + purpose - 1, 1) === 1,
    consentsToVendor: (vendorId) => vendors.has(vendorId),
  };
}

const tooShort = "it ends before its list of vendors does";

function unreadable(why: string): ReadTcString {
  return { kind: "unreadable", why };
}

interface Vendors {
  readonly endsAt: number;
  has(vendorId: number): boolean;
}

function readFlags(core: string): Vendors {
  const maxVendorId = readNumber(core, at.maxVendorId, idBits);
  return {
    endsAt: at.vendors + maxVendorId,
    has: (id) => id <= maxVendorId && readNumber(core, at.vendors + id - 1, 1) === 1,
  };
}

/** Each entry is one vendor, or the first and the last of several. */
function readRanges(core: string): Vendors {
  const ranges: (readonly [first: number, last: number])[] = [];
  const count = readNumber(core, at.vendors, rangeCountBits);
  let endsAt = at.vendors + rangeCountBits;
  for (let index = 0; index < count; index += 1) {
    const isRange = readNumber(core, endsAt, 1) === 1;
    const first = readNumber(core, endsAt + 1, idBits);
    const last = isRange ? readNumber(core, endsAt + 1 + idBits, idBits) : first;
    ranges.push([first, last]);
    endsAt += 1 + idBits + (isRange ? idBits : 0);
  }
  return { endsAt, has: (id) => ranges.some(([first, last]) => first <= id && id <= last) };
}

/** Bits beyond the end are 0. */
function readNumber(core: string, from: number, length: number): number {
  let value = 0;
  for (let bit = from; bit < from + length; bit += 1) {
    const sextet = alphabet.indexOf(core.charAt(Math.floor(bit / bitsPerCharacter)) || "A");
    value = value * 2 + ((sextet >> (bitsPerCharacter - 1 - (bit % bitsPerCharacter))) & 1);
  }
  return value;
}
