// The address as state: what is not touched stays, what is emptied goes.
import { expect, test } from 'vitest';
import { patchSearch } from './go.tsx';
import { subjectOf } from './live.ts';

test('a changed filter leaves the others and keeps Chinese words readable by the server', () => {
  const search = patchSearch('?q=%E7%81%AF&state=held,void', { under: 'u1', q: '阳文旅字〔2026〕42号' });
  expect(Object.fromEntries(new URLSearchParams(search))).toEqual({
    q: '阳文旅字〔2026〕42号',
    state: 'held,void',
    under: 'u1',
  });
});

test('emptied keys leave the address, the last one leaves no question mark', () => {
  expect(patchSearch('?q=a&open=1', { open: null })).toBe('?q=a');
  expect(patchSearch('?q=a', { q: '' })).toBe('');
});

test('a value with signs of the address comes back as it went in', () => {
  const value = 'a&b=c#d e+f';
  expect(new URLSearchParams(patchSearch('', { q: value })).get('q')).toBe(value);
});

test('live events say what they are about; anything else is about nothing', () => {
  expect(subjectOf('{"type":"deed","module":"study","kind":"study","id":"x","action":"hold"}')).toBe('study');
  expect(subjectOf('{"type":"inbox"}')).toBe('inbox');
  expect(subjectOf('inbox')).toBe('inbox');
  expect(subjectOf('{"module":5}')).toBeNull();
  expect(subjectOf('null')).toBeNull();
  expect(subjectOf('not json')).toBeNull();
});
