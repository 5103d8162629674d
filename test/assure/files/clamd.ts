// A scanner of our own that speaks clamd's INSTREAM and knows one piece of malware, in whatever lies unpacked around it.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** The test file of EICAR, put together here so that no scanner stops at this source. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);

/** Listens on 127.0.0.1; `asked` counts the streams it has seen whole. */
export async function fakeClamd(port = 0) {
  let asked = 0;
  const server = createServer((socket) => {
    let held = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      held = Buffer.concat([held, chunk]);
      const bytes = streamIn(held);
      if (!bytes) return;
      asked += 1;
      socket.end(bytes.includes(EICAR) ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0' : 'stream: OK\0');
    });
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    asked: () => asked,
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}

const HELLO = 'zINSTREAM\0';

/** The bytes of a whole stream; null while more must come. */
function streamIn(held: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  let at = HELLO.length;
  while (at + 4 <= held.length) {
    const length = held.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(held.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
