// The commands `anlan parse FILE [--json]` and `anlan text FILE`, for the dispatcher to call.
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { NoticeError } from './error.ts';
import { parse } from './parse/parse.ts';
import { LARGEST_SCAN } from './read/bytes.ts';
import type { NoticeDocument } from './read/document.ts';
import { readDocument } from './read/index.ts';
import { summary } from './summary.ts';

/** Prints what the notice asks for: a Chinese summary, or the JSON of the Notice. Gives the exit code, 0 or 2. */
export async function parseFile(path: string, options: { json?: boolean } = {}): Promise<number> {
  return withDocument(path, (document) => {
    const notice = parse(document);
    return options.json ? JSON.stringify(notice, null, 1) + '\n' : summary(notice);
  });
}

/** Prints the normalised text, nothing before or after it: all offsets of a parsed notice count in it. Gives the exit code. */
export async function textFile(path: string): Promise<number> {
  return withDocument(path, (document) => document.text);
}

async function withDocument(path: string, print: (document: NoticeDocument) => string): Promise<number> {
  let output: string;
  try {
    output = print(await load(path));
  } catch (error) {
    const sentence = error instanceof NoticeError ? error.message : `打不开“${basename(path)}”，请检查文件名和权限。`;
    process.stderr.write(sentence + '\n');
    process.exitCode = 2;
    return 2;
  }
  await new Promise<void>((resolve) => process.stdout.write(output, () => resolve()));
  return 0;
}

async function load(path: string): Promise<NoticeDocument> {
  const { size } = await stat(path);
  if (size > LARGEST_SCAN) throw new NoticeError('too-large');
  const bytes = await readFile(path);
  return readDocument(bytes, basename(path)).catch(async (error: unknown) => {
    if (!(error instanceof NoticeError && error.code === 'scan')) throw error;
    return (await import('./scan/index.ts')).readScan(bytes);
  });
}
