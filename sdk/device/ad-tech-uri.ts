/** Host of an address in lower case; undefined when there is none. */
export function hostOf(uri: string): string | undefined {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(uri)?.[1] ?? "";
  const host = authority.replace(/^[^@]*@/, "").replace(/:\d*$/, "").toLowerCase();
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

/** An ad tech is named by its domain, without scheme, port or path. */
export function isDomainName(text: string): boolean {
  const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
  return text.length <= 253 && text.split(".").every((part) => label.test(part));
}

/** What is wrong with an address that must be https on a party's own domain; undefined when nothing is. */
export function describeForeignUri(
  { role, adTech }: { readonly role: string; readonly adTech: string },
  { name, uri }: { readonly name: string; readonly uri: string },
): string | undefined {
  const host = hostOf(uri);
  if (host === undefined) return `The AdSelectionConfig's ${name} should have present host.`;
  if (!isOnDomain(host, adTech)) {
    return `The ${role} host name ${adTech} and the ${role}-provided ${name}'s host name ${host} are not consistent.`;
  }
  if (!isHttps(uri)) return `The AdSelectionConfig's ${name} should use HTTPS.`;
  return undefined;
}
