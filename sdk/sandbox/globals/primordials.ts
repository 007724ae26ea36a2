/** The built-ins that the other parts lean on, kept before a script can replace them. */
export const primordials = /* js */ `
  const { Array, BigInt, Date, Error, Number, Object, Proxy, RangeError, String, TypeError } = globalThis;
  const { apply, construct } = Reflect;
  const { parse, stringify } = JSON;
  const bindCall = Function.prototype.bind.bind(Function.prototype.call);
  const errorToString = bindCall(Error.prototype.toString);
  const indexOf = bindCall(String.prototype.indexOf);
  const slice = bindCall(String.prototype.slice);
  const { isError } = Error;
  const { create, defineProperty, keys } = Object;
  const { isArray } = Array;

  const replaceProperties = (owner, values) => {
    for (const name of keys(values)) {
      defineProperty(owner, name, {
        __proto__: null, value: values[name], writable: true, enumerable: false, configurable: true,
      });
    }
  };

  // Handlers have no prototype, or a script could add traps to Object.prototype.
  const replaceClass = (owner, name, { construct, apply }) => {
    const standIn = new Proxy(owner[name], { __proto__: null, construct, apply });
    replaceProperties(owner, { [name]: standIn });
    replaceProperties(standIn.prototype, { constructor: standIn });
  };
`;
