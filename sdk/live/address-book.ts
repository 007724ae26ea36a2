import { MediationError } from "../foundation/errors.ts";

/** Where a URL really leads. */
export type Address =
  | { readonly kind: "address"; readonly url: string }
  | { readonly kind: "refused"; readonly because: string };

/** Looks `url` up for an exchange that began at `firstUrl`: what began on https stays on https. */
export type AddressBook = (url: string, firstUrl: string) => Address;

const loopbackHostname = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Sends the paths of the named hosts to another base; other URLs stay as they are and have to be https, or
 * http on this very machine.
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function createAddressBook(hosts: Readonly<Record<string, string>>): AddressBook {
  const baseByHostname = new Map<string, string>();
  for (const [hostname, base] of Object.entries(hosts)) {
    baseByHostname.set(hostname.toLowerCase(), checkBase(hostname, base));
  }

  return (text, firstUrl) => {
    const url = URL.parse(text);
    if (url === null) return { kind: "refused", because: `${text} is not an absolute URL` };
    if (url.protocol !== "https:" && !mayBeHttp(url, firstUrl)) {
      return { kind: "refused", because: `${text} is not an https address` };
    }
    const base = baseByHostname.get(url.hostname);
    if (base === undefined) return { kind: "address", url: text };
    return { kind: "address", url: base + url.pathname + url.search };
  };
}

function mayBeHttp(url: URL, firstUrl: string): boolean {
  const isLoopback = url.protocol === "http:" && loopbackHostname.test(url.hostname);
  return isLoopback && URL.parse(firstUrl)?.protocol === "http:";
}

function checkBase(hostname: string, base: string): string {
  const url = URL.parse(base);
  const isBase = url !== null && /^https?:$/.test(url.protocol) && url.search + url.hash === "";
  if (isBase) return base.replace(/\/+$/, "");
  throw new MediationError(
    "ERR_CONFIG_INVALID",
    `Cannot send host "${hostname}" to "${base}": it is not an http or https address without query.`,
    { hint: "Give a base such as http://127.0.0.1:8787/hosts/ssp.example." },
  );
}
