/** sfc32: passes the usual statistical batteries and is four lines. */
export const seededRandom = /* js */ `
  let a, b, c, counter;
  const nextUint32 = () => {
    const next = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + next) | 0;
    return next >>> 0;
  };
  const beginLuck = ({ randomSeed }) => {
    a = randomSeed >>> 0;
    b = (randomSeed / 2 ** 32) >>> 0;
    c = 0x9e3779b9;
    counter = 1;
    for (let round = 0; round < 15; round += 1) nextUint32(); // mixes the seed in
  };
  replaceProperties(Math, {
    random() { return ((nextUint32() >>> 5) * 2 ** 26 + (nextUint32() >>> 6)) / 2 ** 53; },
  });
`;
