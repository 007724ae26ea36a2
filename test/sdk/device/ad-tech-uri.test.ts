import { expect, it } from "vitest";
import { hostOf, isDomainName, isOnDomain } from "../../../sdk/device/ad-tech-uri.ts";

it.each([
  ["https://a.example/path", "a.example"],
  ["https://A.Example", "a.example"],
  ["https://a.example:443?q=https://b.example", "a.example"],
  ["https://a.example#@b.example", "a.example"],
  ["https://user:secret@a.example/", "a.example"],
  ["https://one@two@a.example/", "a.example"],
  ["https://a.example\\@b.example/", "a.example"],
  ["ad-selection-prebuilt://a.example/", "a.example"],
  ["https:///path", undefined],
  ["https://:80/", undefined],
  ["https:a.example", undefined],
  ["//a.example", undefined],
  ["a.example", undefined],
  ["", undefined],
])("finds the host of %j", (uri, host) => {
  expect(hostOf(uri)).toBe(host);
});

// spec: on-device 2.2
it.each([
  ["a.example", true],
  ["sub.a.example", true],
  ["ba.example", false],
  ["example", false],
  ["a.example.b.example", false],
  [undefined, false],
])("says whether %j is a.example or lies under it", (host, isOn) => {
  expect(isOnDomain(host, "A.example")).toBe(isOn);
});

it.each([
  ["a.example", true],
  ["localhost", true],
  ["a-1.b_2.example", true],
  ["xn--bcher-kva.example", true],
  ["a".repeat(63) + ".example", true],
  ["", false],
  ["a..example", false],
  [".example", false],
  ["-a.example", false],
  ["a".repeat(64) + ".example", false],
  ["a.".repeat(127) + "example", false],
  ["a.example/", false],
  ["a.example:80", false],
  ["a example", false],
  ["192.168.0.1", false],
])("says whether %j names a domain", (text, isDomain) => {
  expect(isDomainName(text)).toBe(isDomain);
});
