import { MediationError } from "../../sdk/foundation/errors.ts";

/** The part of a request that says where its sender found the server. */
export interface AddressedRequest {
  readonly headers: {
    readonly host?: string | undefined;
    readonly "x-forwarded-host"?: string | readonly string[] | undefined;
  };
  readonly socket: {
    readonly localAddress?: string | undefined;
    readonly localPort?: number | undefined;
  };
}

const loopback = /^(::ffff:)?127\.|^::1$/;
const plainHost = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i;

/**
 * Where creatives find this server, without a slash at its end. A setting decides; else the sender's own word for us,
 * in a protocol-relative URL, but only over loopback: elsewhere, a host header would let a stranger choose where
 * other people's frames point, and the address of the connection stands in.
 */
export function creativeBaseUrl(
  setting: string | undefined,
  { headers, socket: { localAddress, localPort } }: AddressedRequest,
): string {
  if (setting !== undefined) return setting;
  if (localAddress !== undefined && !loopback.test(localAddress)) {
    const address = localAddress.replace(/^::ffff:/, "");
    return `//${address.includes(":") ? `[${address}]` : address}:${localPort}`;
  }
  const host = [headers["x-forwarded-host"] ?? headers.host].flat()[0] ?? "";
  return `//${plainHost.test(host) ? host : "localhost"}`;
}

/**
 * The setting as it goes into a URL: absolute, without a slash at its end, without a character that could end an attribute.
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function parsePublicUrl(publicUrl: string): string {
  const url = URL.parse(publicUrl);
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  if (url === null || !isWeb || `${url.username}${url.password}${url.search}${url.hash}` !== "") {
    throw new MediationError(
      "ERR_CONFIG_INVALID",
      `The public URL "${publicUrl}" is no plain http(s) URL.`,
      { hint: 'Write scheme, host and path only, for example "https://ads.example".' },
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "").replaceAll("'", "%27");
}
