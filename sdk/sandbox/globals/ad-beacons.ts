/** While reporting only; elsewhere, and with the flag off, the name is not defined (spec: on-device 1.5). */
export const adBeacons = /* js */ `
  let beacons;
  const beginBeacons = () => {
    beacons = "";
  };
  if (world.hasAdBeacons) {
    replaceProperties(globalThis, { registerAdBeacon(uris) {
      if (beacons !== "") throw new TypeError("registerAdBeacon may be called at most once");
      if (typeof uris !== "object" || uris === null || isArray(uris)) {
        throw new TypeError("registerAdBeacon requires 1 object parameter");
      }
      const names = keys(uris);
      for (let i = 0; i < names.length; i += 1) {
        const uri = uris[names[i]];
        if (typeof uri !== "string") {
          throw new TypeError("registerAdBeacon object attributes must be strings");
        }
        beacons += (beacons === "" ? "" : ",") + '{"key":' + stringify(names[i]) + ',"uri":' + stringify(uri) + "}";
      }
    } });
  }
`;
