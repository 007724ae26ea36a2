import { connect, type Socket } from "node:net";

/** Keeps so many connections busy: the server is what a round waits for. */
const connections = 4;

export interface Client {
  /** Milliseconds from each request to its answer. */
  post(body: string, times: number): Promise<readonly number[]>;
  close(): void;
}

/** Speaks just enough HTTP to cost little next to a server; anything but 200 is an error. */
export function createClient(port: number): Client {
  const sockets = Array.from({ length: connections }, () =>
    connect(port, "127.0.0.1").setNoDelay(true),
  );
  return {
    async post(body, times) {
      const head = `POST /adserver/mediate HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
      const bytes = Buffer.from(head + body);
      const each = Math.ceil(times / connections);
      const all = await Promise.all(sockets.map((socket) => postInTurn(socket, bytes, each)));
      return all.flat();
    },
    close: () => sockets.forEach((socket) => socket.destroy()),
  };
}

async function postInTurn(socket: Socket, bytes: Buffer, times: number): Promise<number[]> {
  const tookMs: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const startedAtMs = performance.now();
    await postOnce(socket, bytes);
    tookMs.push(performance.now() - startedAtMs);
  }
  return tookMs;
}

function postOnce(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = 0;
    let expected = Infinity;
    const onData = (chunk: Buffer): void => {
      if (received === 0) {
        const text = chunk.toString("latin1");
        const headLength = text.indexOf("\r\n\r\n") + 4;
        if (!text.startsWith("HTTP/1.1 200")) reject(new Error(text));
        expected = headLength + Number(/content-length: (\d+)/i.exec(text)?.[1]);
      }
      received += chunk.length;
      if (received < expected) return;
      socket.off("data", onData);
      resolve();
    };
    socket.on("data", onData);
    socket.write(bytes);
  });
}
