// The judge of durability sees each kind of loss, half-done work and repetition that is put before it.
import { expect, test } from 'vitest';
import { type Found, judge } from './judge.ts';
import type { Write } from './people.ts';

const [ID, FILE, KEY] = ['r1', 'f1', 'k1'];

const history = (): Write[] => [
  {
    who: 'pingding',
    key: KEY,
    method: 'POST',
    path: '/api/study',
    body: {},
    kind: 'study',
    action: 'create',
    files: [{ id: FILE, sha256: 'abc' }],
    answers: [
      { status: null, body: {} },
      { status: 200, body: { id: ID, version: 1 } },
    ],
  },
];

const kept = (): Found => ({
  records: [{ id: ID, kind: 'study', version: 1, own: true, searched: true }],
  timeline: [{ record: ID, deed: 'study.create', version: 1 }],
  audit: [{ record: ID, deed: 'study.create', version: 1 }],
  attachments: [{ record: ID, file: FILE }],
  hashes: new Map([[FILE, 'abc']]),
  ops: new Map([[KEY, 200]]),
  waiting: 0,
  astray: [],
});

test('finds nothing where everything was kept', () => {
  expect(judge(history(), kept())).toEqual({ lost: [], half: [], twice: [] });
});

test('a write that was never answered is no success', () => {
  expect(judge([{ ...history()[0]!, answers: [{ status: 503, body: {} }] }], kept()).lost).not.toEqual([]);
});

test.each<[string, 'lost' | 'half' | 'twice', (f: Found) => void]>([
  ['a lost record', 'lost', (f) => (f.records = [])],
  ['an older version', 'lost', (f) => (f.records[0]!.version = 0)],
  ['a lost line of the timeline', 'lost', (f) => (f.timeline = [])],
  ['a lost line of the audit', 'lost', (f) => (f.audit = [])],
  ['a lost attachment', 'lost', (f) => (f.attachments = [])],
  ['changed bytes', 'lost', (f) => f.hashes.set(FILE, '000')],
  ['a forgotten key', 'lost', (f) => f.ops.delete(KEY)],
  ['a record without its own row', 'half', (f) => (f.records[0]!.own = false)],
  ['a record that search does not know', 'half', (f) => (f.records[0]!.searched = false)],
  ['a record that began without a trace', 'half', (f) => (f.timeline = f.audit = [])],
  ['a settlement without a fact', 'half', (f) => f.astray.push('settlement x')],
  ['a deed never taken up', 'half', (f) => (f.waiting = 1)],
  ['a record made twice', 'twice', (f) => f.records.push({ ...f.records[0]!, id: 'again' })],
  ['a deed done twice', 'twice', (f) => f.timeline.push(f.timeline[0]!)],
])('%s', (_, where, spoil) => {
  const found = kept();
  spoil(found);
  expect(judge(history(), found)[where]).not.toEqual([]);
});
