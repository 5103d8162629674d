// Which page an address leads to.
import { expect, test } from 'vitest';
import { type WebPage, findPage } from './web-face.ts';

const page = (path: string): WebPage => ({ path, title: path, component: () => null });
const pages = ['/study', '/study/:id', '/study/new', '/study/:id/sheet', '/study/reports/:id'].map(page);
const find = (path: string) => {
  const found = findPage(pages, path);
  return found && [found.page.path, found.params];
};

test('a fixed word goes before a named part, whatever the order', () => {
  expect(find('/study/new')).toEqual(['/study/new', {}]);
  expect(find('/study/42')).toEqual(['/study/:id', { id: '42' }]);
});

test('parts are named and decoded; a trailing stroke changes nothing', () => {
  expect(find('/study/a%20b/sheet')).toEqual(['/study/:id/sheet', { id: 'a b' }]);
  expect(find('/study/reports/7/')).toEqual(['/study/reports/:id', { id: '7' }]);
});

test('longer, shorter and foreign addresses lead nowhere', () => {
  expect(find('/study/1/2/3')).toBeNull();
  expect(find('/visits')).toBeNull();
});
