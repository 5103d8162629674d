// Asks clamd whether bytes are malware, where one is told of in ANLAN_CLAMD (`host:port`): its INSTREAM command.
import { connect } from 'node:net';

const CHUNK = 65_536;
const PATIENCE_MS = 30_000;

/** `name` is what clamd calls the malware. */
export type Verdict = { verdict: 'clean' } | { verdict: 'found'; name: string };

/** Where the scanner listens; null where there is none. Read at each question, so that a test may set it. */
export function scannerAt(): { host: string; port: number } | null {
  const found = /^\[?([^\]]+?)\]?:(\d{1,5})$/.exec(process.env.ANLAN_CLAMD?.trim() ?? '');
  return found ? { host: found[1]!, port: Number(found[2]) } : null;
}

/** What the scanner says of a stream of bytes. @throws when it is out of reach, too slow, or answers anything but a verdict */
export async function scan(at: { host: string; port: number }, bytes: AsyncIterable<Uint8Array>): Promise<Verdict> {
  const socket = connect(at);
  socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('the scanner is too slow')));
  const said = answerOf(socket);
  // Whoever waits for a drain must not wait for a socket that is gone; `said` tells why.
  const gone = said.catch(() => null);
  const write = (chunk: Uint8Array) =>
    socket.write(chunk) ? Promise.resolve() : Promise.race([new Promise((done) => socket.once('drain', done)), gone]);
  const length = (n: number) => {
    const four = Buffer.alloc(4);
    four.writeUInt32BE(n);
    return four;
  };
  await write(Buffer.from('zINSTREAM\0'));
  for await (const piece of bytes)
    for (let from = 0; from < piece.length && !socket.destroyed; from += CHUNK) {
      const part = piece.subarray(from, from + CHUNK);
      await write(length(part.length));
      await write(part);
    }
  await write(length(0));
  const answer = await said;
  const malware = /^stream: (.+) FOUND$/.exec(answer);
  if (malware) return { verdict: 'found', name: malware[1]! };
  if (answer === 'stream: OK') return { verdict: 'clean' };
  throw new Error(`the scanner answered: ${answer}`);
}

function answerOf(socket: ReturnType<typeof connect>): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('utf8')));
    socket.on('error', reject);
    socket.on('close', () => {
      if (answer) resolve(answer.replace(/\0$/, '').trim());
      else reject(new Error('the scanner said nothing'));
    });
  });
}
