import { expect, it } from "vitest";
import { createAdServer } from "../../../ad-server/index.ts";
import { creativeBaseUrl, parsePublicUrl } from "../../../ad-server/creatives/creative-base-url.ts";

const overLoopback = { localAddress: "127.0.0.1", localPort: 8787 };

it.each([
  ["localhost:6767", "//localhost:6767"],
  ["127.0.0.1:8787", "//127.0.0.1:8787"],
  ["[::1]:8787", "//[::1]:8787"],
  ["ads_1.example", "//ads_1.example"],
  [`x"><script>`, "//localhost"],
  ["evil.example/path?", "//localhost"],
  ["user@evil.example", "//localhost"],
  ["bücher.example", "//localhost"],
  ["", "//localhost"],
  [undefined, "//localhost"],
])("frames creatives from the host that the request names over loopback: %s", (host, expected) => {
  expect(creativeBaseUrl(undefined, { headers: { host }, socket: overLoopback })).toBe(expected);
});

it("believes a proxy on this machine about the host before itself", () => {
  const headers = { host: "127.0.0.1:8787", "x-forwarded-host": "ads.test" };

  expect(creativeBaseUrl(undefined, { headers, socket: overLoopback })).toBe("//ads.test");
});

it.each([
  ["10.0.0.5", "//10.0.0.5:8787"],
  ["::ffff:10.0.0.5", "//10.0.0.5:8787"],
  ["fd00::5", "//[fd00::5]:8787"],
])("lets nobody name another host over the network: at %s", (localAddress, expected) => {
  const headers = { host: "evil.example", "x-forwarded-host": "evil.example" };

  const baseUrl = creativeBaseUrl(undefined, {
    headers,
    socket: { localAddress, localPort: 8787 },
  });

  expect(baseUrl).toBe(expected);
});

it("frames creatives from the public URL, if there is one", () => {
  const headers = { host: "127.0.0.1:8787" };

  const baseUrl = creativeBaseUrl("https://ads.example", { headers, socket: overLoopback });

  expect(baseUrl).toBe("https://ads.example");
});

it.each([
  ["https://ads.example", "https://ads.example"],
  ["http://127.0.0.1:8787/", "http://127.0.0.1:8787"],
  ["https://ads.example/a/b//", "https://ads.example/a/b"],
  [`https://ads.example/"'<`, "https://ads.example/%22%27%3C"],
])("writes the public URL %s as a creative can carry it", (publicUrl, expected) => {
  expect(parsePublicUrl(publicUrl)).toBe(expected);
});

it.each([
  "ads.example",
  "//ads.example",
  "javascript:alert(1)",
  "data:,x",
  "file:///x",
  "",
  "https://a@b",
  "https://a?x",
  "https://a#x",
])("refuses to start with %j as its public URL", async (publicUrl) => {
  await expect(createAdServer({}, { publicUrl })).rejects.toMatchObject({
    code: "ERR_CONFIG_INVALID",
  });
});
