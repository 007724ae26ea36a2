/** Tells whether JSON has more than `most` levels of arrays and objects in each other. */
export function nestsDeeper(json: string, most: number): boolean {
  return json.length > 2 * most && opensMoreThan(json, most) && depthOf(json) > most;
}

/** Almost every text is done here: what does not open that many cannot be that deep. */
function opensMoreThan(json: string, most: number): boolean {
  let opened = 0;
  for (const bracket of ["[", "{"]) {
    for (let at = json.indexOf(bracket); at >= 0; at = json.indexOf(bracket, at + 1)) {
      opened += 1;
      if (opened > most) return true;
    }
  }
  return false;
}

function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (character === '"') at = endOfString(json, at);
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

/** Where the text that begins at a quotation mark ends: at the next one behind an even number of backslashes. */
function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end < 0 ? json.length : end;
}

function isEscaped(json: string, at: number): boolean {
  let backslashes = 0;
  while (json[at - 1 - backslashes] === "\\") backslashes += 1;
  return backslashes % 2 === 1;
}
