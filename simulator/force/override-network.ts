import type { Network } from "../../sdk/adapter-kit.ts";

/** The same network but for these members; its own keep their `this`. */
export function overrideNetwork(own: Network, overrides: Partial<Network>): Network {
  return new Proxy(own, {
    get(_target, name) {
      const owner = Object.hasOwn(overrides, name) ? overrides : own;
      const member: unknown = Reflect.get(owner, name);
      return typeof member === "function" ? (member.bind(owner) as unknown) : member;
    },
  });
}
