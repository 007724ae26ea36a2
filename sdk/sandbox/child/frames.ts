import { readSync, writeSync } from "node:fs";

/**
 * What travels between parent and child: a head in JSON and, apart from it, a text that is passed on unread.
 * Each comes behind its length in four bytes.
 */
export interface Frame {
  readonly head: unknown;
  readonly body: string;
}

const lengthBytes = 4;
const bothLengths = 2 * lengthBytes;

export function encodeFrame({ head, body }: Frame): Buffer {
  const headText = JSON.stringify(head);
  const headLength = Buffer.byteLength(headText);
  const bodyLength = Buffer.byteLength(body);
  const frame = Buffer.allocUnsafe(bothLengths + headLength + bodyLength);
  frame.writeUInt32LE(headLength);
  frame.writeUInt32LE(bodyLength, lengthBytes);
  frame.write(headText, bothLengths);
  frame.write(body, bothLengths + headLength);
  return frame;
}

/** Takes a whole frame apart. */
function decodeFrame(frame: Buffer): Frame {
  const headEnd = bothLengths + frame.readUInt32LE();
  return {
    head: JSON.parse(frame.toString("utf8", bothLengths, headEnd)),
    body: frame.toString("utf8", headEnd),
  };
}

/** The length of the frame that `bytes` begin with, or of its lengths as long as those are not all there. */
function frameLength(bytes: Buffer): number {
  if (bytes.length < bothLengths) return bothLengths;
  return bothLengths + bytes.readUInt32LE() + bytes.readUInt32LE(lengthBytes);
}

/** Puts together what arrives in pieces; pieces are joined only when there is a whole frame. */
export function createFrameReader(onFrame: (frame: Frame) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let arrivedBytes = 0;
  let wantedBytes = bothLengths;

  return (chunk) => {
    chunks.push(chunk);
    arrivedBytes += chunk.length;
    if (arrivedBytes < wantedBytes) return;
    let rest = Buffer.concat(chunks);
    wantedBytes = frameLength(rest);
    while (rest.length >= wantedBytes) {
      onFrame(decodeFrame(rest.subarray(0, wantedBytes)));
      rest = rest.subarray(wantedBytes);
      wantedBytes = frameLength(rest);
    }
    chunks = [rest];
    arrivedBytes = rest.length;
  };
}

/** Waits for the next frame; undefined when the other side has gone. */
export function readFrame(descriptor: number): Frame | undefined {
  let frame = Buffer.allocUnsafe(bothLengths);
  if (!fill(descriptor, frame)) return undefined;
  const lengths = frame;
  frame = Buffer.allocUnsafe(frameLength(lengths));
  lengths.copy(frame);
  return fill(descriptor, frame.subarray(bothLengths)) ? decodeFrame(frame) : undefined;
}

function fill(descriptor: number, bytes: Buffer): boolean {
  let filled = 0;
  while (filled < bytes.length) {
    const read = readSync(descriptor, bytes, filled, bytes.length - filled, null);
    if (read === 0) return false;
    filled += read;
  }
  return true;
}

/** Returns once the frame is out of this process's hands: not even its sudden death can take it back. */
export function writeFrame(descriptor: number, frame: Frame): void {
  const bytes = encodeFrame(frame);
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}
