import { HttpError } from "../http-errors.ts";
import { refuseValues } from "./refuse-values.ts";

export interface CreativeSize {
  readonly width: number;
  readonly height: number;
}

/** No screen has more pixels a side; drawing costs the same for all sizes. */
const maxSide = 10_000;

/**
 * Reads `300x250.html`.
 * @throws HttpError NOT_FOUND for another kind of file, UNPROCESSABLE_CONTENT for a size that cannot be drawn
 */
export function parseCreativeFile(file: string, extension: "html" | "svg"): CreativeSize {
  if (!file.endsWith(`.${extension}`)) {
    throw new HttpError("NOT_FOUND", `Here are files such as 300x250.${extension}.`);
  }
  const [, width, height] = /^(\d+)x(\d+)\.[a-z]+$/.exec(file) ?? [];
  const size = { width: Number(width), height: Number(height) };
  const message = `Width and height are integers from 1 to ${maxSide}, with an "x" between them`;
  refuseValues([!(isSide(size.width) && isSide(size.height)) && { path: "size", message }]);
  return size;
}

function isSide(value: number): boolean {
  return value >= 1 && value <= maxSide;
}
