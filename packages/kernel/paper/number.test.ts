// Numbers without gaps, also when two sign at once or a deed fails; letterheads that follow from names where nobody set one.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bureau, openBureau, unit } from '../testing/bureau.ts';
import {
  letterheadOf,
  nextDocumentNumber,
  saveLetterhead,
  setNextDocumentNumber,
  takeDocumentNumber,
} from './index.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await openBureau();
  const clerk = await bureau.as('系统员');
  await bureau.deed(clerk, (ctx) => saveLetterhead(ctx, unit.市局, { ...none, code: '阳文旅字' }));
});
afterAll(() => bureau.close());

const none = { mark: null, code: null, sealName: null, printedBy: null, address: null };

test('a number is shown before it is taken, and given back when the deed fails', async () => {
  const clerk = await bureau.as('系统员');
  expect(await nextDocumentNumber(clerk, unit.市局)).toBe('阳文旅字〔2026〕1号');
  await expect(
    bureau.deed(clerk, async (ctx) => {
      expect(await takeDocumentNumber(ctx, unit.市局)).toBe('阳文旅字〔2026〕1号');
      throw new Error('the deed fails');
    }),
  ).rejects.toThrow('the deed fails');
  expect(await bureau.deed(clerk, (ctx) => takeDocumentNumber(ctx, unit.市局))).toBe('阳文旅字〔2026〕1号');
});

test('eight who sign at once get eight numbers in a row', async () => {
  const clerk = await bureau.as('系统员');
  const next = Number(/〕(\d+)号/.exec((await nextDocumentNumber(clerk, unit.市局))!)![1]);
  const numbers = await Promise.all(
    Array.from({ length: 8 }, () => bureau.deed(clerk, (ctx) => takeDocumentNumber(ctx, unit.市局))),
  );
  expect(numbers.map((n) => Number(/〕(\d+)号/.exec(n)![1])).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 8 }, (_, i) => next + i),
  );
});

test('the count of another system is taken over, never backwards; a new year begins at one', async () => {
  const clerk = await bureau.as('系统员');
  expect(await bureau.deed(clerk, (ctx) => setNextDocumentNumber(ctx, unit.市局, 42))).toBe('阳文旅字〔2026〕42号');
  await expect(bureau.deed(clerk, (ctx) => setNextDocumentNumber(ctx, unit.市局, 7))).rejects.toMatchObject({
    code: 'number-given',
  });
  expect(await bureau.deed(clerk, (ctx) => takeDocumentNumber(ctx, unit.市局))).toBe('阳文旅字〔2026〕42号');
  bureau.set('2027-01-04T09:00:00+08:00');
  expect(await nextDocumentNumber(await bureau.as('系统员'), unit.市局)).toBe('阳文旅字〔2027〕1号');
  bureau.set('2026-11-23T09:00:00+08:00');
});

test('a unit that nobody set up has its own name and says kindly that it cannot number', async () => {
  const clerk = await bureau.as('平定员');
  expect(await letterheadOf(clerk, unit.平定县局)).toMatchObject({
    mark: '平定县文旅局文件',
    sealName: '平定县文旅局',
    code: null,
  });
  expect(await nextDocumentNumber(clerk, unit.平定县局)).toBeNull();
  await expect(bureau.deed(clerk, (ctx) => takeDocumentNumber(ctx, unit.平定县局))).rejects.toMatchObject({
    code: 'no-numbering',
    status: 409,
    message: expect.stringContaining('还没有设置机关代字'),
  });
});

test('a county keeps its own letterhead, not the city’s; one 机关代字 belongs to one unit', async () => {
  const county = await bureau.as('平定员');
  await expect(bureau.deed(county, (ctx) => saveLetterhead(ctx, unit.市局, none))).rejects.toMatchObject({
    status: 404,
  });
  await expect(
    bureau.deed(county, (ctx) => saveLetterhead(ctx, unit.平定县局, { ...none, code: '阳文旅字' })),
  ).rejects.toMatchObject({ code: 'code-taken' });
});
