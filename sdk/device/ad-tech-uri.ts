/**
 * Host of an address in lower case; undefined when there is none. A backslash ends it, as it does for whoever
 * sends the request: `https://a.example\@b.example/` goes to a.example.
 */
export function hostOf(uri: string): string | undefined {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/\\?#]*)/i.exec(uri)?.[1] ?? "";
  const host = authority.replace(/^.*@/s, "").replace(/:\d*$/, "").toLowerCase();
  return host === "" ? undefined : host;
}

export function isHttps(uri: string): boolean {
  return uri.startsWith("https://");
}

/** Whether `host` is the ad tech's domain or lies under it (spec: on-device 2.2). */
export function isOnDomain(host: string | undefined, adTech: string): boolean {
  const domain = adTech.toLowerCase();
  return host !== undefined && (host === domain || host.endsWith(`.${domain}`));
}

/** An ad tech is named by its domain, without scheme, port or path; an address of numbers is no domain. */
export function isDomainName(text: string): boolean {
  const label = /^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/i;
  const labels = text.split(".");
  const isNumeric = /^\d/.test(labels.at(-1) ?? "");
  return text.length <= 253 && !isNumeric && labels.every((part) => label.test(part));
}

/** What is wrong with the name of an ad tech: one violation, or none (spec: on-device 2.2). */
export function describeAdTech(field: string, adTech: string): string[] {
  if (adTech === "") return [`The ${field} should not be null nor empty.`];
  if (hostOf(`https://${adTech}`) === undefined) return [`The ${field} has missing domain name.`];
  return isDomainName(adTech) ? [] : [`The ${field} is an invalid domain name.`];
}

/** Adds a query parameter as Android does: percent-encoded as one, behind whatever query there is. */
export function withQueryParameter(uri: string, name: string, value: string): string {
  const [, path = "", query = "", fragment = ""] = /^([^?#]*)(\?[^#]*)?(.*)$/s.exec(uri) ?? [];
  const before = query.length > 1 ? `${query}&` : "?";
  // Half a surrogate pair, which any caller can hand over, has no encoding.
  const encoded = encodeURIComponent(value.toWellFormed());
  return `${path}${before}${name}=${encoded}${fragment}`;
}

/**
 * What is wrong with an address that must be https on a party's own domain: one violation, or none. Without
 * an ad tech any host will do.
 */
export function describeForeignUri(
  { role, adTech }: { readonly role: string; readonly adTech: string },
  field: { readonly type?: string; readonly name: string; readonly uri: string },
): string[] {
  const { type = "AdSelectionConfig", name, uri } = field;
  const host = hostOf(uri);
  if (host === undefined) return [`The ${type}'s ${name} should have present host.`];
  if (adTech !== "" && !isOnDomain(host, adTech)) {
    return [
      `The ${role} host name ${adTech} and the ${role}-provided ${name}'s host name ${host} are not consistent.`,
    ];
  }
  return isHttps(uri) ? [] : [`The ${type}'s ${name} should use HTTPS.`];
}
