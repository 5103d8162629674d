// The one door through which the server calls somebody: to an address that was looked at, that very address, and no further.
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { addressesOf } from './address.ts';

export { addressesOf, isOutside } from './address.ts';

const PATIENCE_MS = 5_000;
const MOST_BYTES = 1024 * 1024;

export type Outgoing = {
  method?: 'GET' | 'POST' | 'PUT';
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** How long the whole may take, milliseconds; default 5,000. */
  ms?: number;
  /** How much of an answer is taken, bytes; default 1 MB. */
  most?: number;
};
export type Incoming = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** @throws 400 `address-refused` where `fetchOut` would; for a form that keeps an address */
export const needOutward = async (url: string): Promise<void> => void (await addressesOf(url));

/**
 * Calls `url`. A redirection is an answer like any other and is not followed; a host that changes its address between look
 * and call is called at the one that was looked at. @throws 400 `address-refused`; an Error when there is no answer in time
 */
export async function fetchOut(
  given: string,
  { method = 'GET', headers = {}, body, ms = PATIENCE_MS, most = MOST_BYTES }: Outgoing = {},
): Promise<Incoming> {
  const { url, addresses } = await addressesOf(given);
  const send = url.protocol === 'https:' ? secure : plain;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method,
        headers: body === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) },
        agent: false,
        signal: AbortSignal.timeout(ms),
        lookup: (_, options, done) =>
          options.all ? done(null, addresses) : done(null, addresses[0]!.address, addresses[0]!.family),
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size > most) answer.destroy(new Error(`the answer is longer than ${most} bytes`));
        });
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
