import { array, assert, integer, json, property, record, string } from "fast-check";
import { expect, it } from "vitest";
import {
  createFrameReader,
  encodeFrame,
  type Frame,
} from "../../../../sdk/sandbox/child/frames.ts";

it("puts frames together again, however they were cut on the way", () => {
  const frames = array(record({ head: json().map((text) => JSON.parse(text)), body: string() }));
  const chunkSizes = array(integer({ min: 1, max: 50 }), { minLength: 1 });

  assert(
    property(frames, chunkSizes, (sent, sizes) => {
      const received: Frame[] = [];
      const read = createFrameReader((frame) => received.push(frame));
      let rest = Buffer.concat(sent.map(encodeFrame));
      for (let turn = 0; rest.length > 0; turn += 1) {
        const size = sizes[turn % sizes.length];
        read(rest.subarray(0, size));
        rest = rest.subarray(size);
      }

      expect(received).toEqual(sent);
    }),
  );
});

it("carries in its head what is no text on its own", () => {
  const frame = { head: { "\ud800": "\u2028é\udfff" }, body: "é" };
  const received: Frame[] = [];

  createFrameReader((arrived) => received.push(arrived))(encodeFrame(frame));

  expect(received).toEqual([frame]);
});
