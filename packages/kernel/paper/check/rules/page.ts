// Paper, type area, lines and characters: chapter 5.
import { near, round, rule } from '../rule.ts';

const main = (k: Parameters<ReturnType<typeof rule>['find']>[0]) => k.docx.sections[0]!;

export const page = [
  rule(
    'page-size',
    '5.1',
    (k) => `纸张是 ${round(main(k).width)}×${round(main(k).height)} 毫米，应为 A4（210×297 毫米）。`,
    (k) => {
      const [short, long] = [main(k).width, main(k).height].sort((a, b) => a - b) as [number, number];
      return !near(short, 210, 1) || !near(long, 297, 1);
    },
  ),
  rule(
    'page-landscape',
    '5.1',
    '正文页是横向，公文应竖向排版（横排的表格可以单独成页）。',
    (k) => main(k).width > main(k).height,
  ),
  rule(
    'margin-top',
    '5.2.1',
    (k) => `上白边（天头）是 ${round(main(k).top)} 毫米，应为 37±1 毫米。`,
    (k) => !near(main(k).top, 37, 1),
  ),
  rule(
    'margin-left',
    '5.2.1',
    (k) => `左白边（订口）是 ${round(main(k).left + main(k).gutter)} 毫米，应为 28±1 毫米。`,
    (k) => !near(main(k).left + main(k).gutter, 28, 1),
  ),
  rule(
    'type-width',
    '5.2.1',
    (k) => `版心宽 ${round(main(k).width - main(k).left - main(k).right - main(k).gutter)} 毫米，应为 156 毫米。`,
    (k) => !near(main(k).width - main(k).left - main(k).right - main(k).gutter, 156, 1.5),
  ),
  rule(
    'type-height',
    '5.2.1',
    (k) => `版心高 ${round(main(k).height - main(k).top - main(k).bottom)} 毫米，应为 225 毫米。`,
    (k) => !near(main(k).height - main(k).top - main(k).bottom, 225, 1.5),
  ),
  rule(
    'lines',
    '5.2.3',
    (k) =>
      main(k).lines === null
        ? '没有设定每页 22 行（页面设置—文档网格）。'
        : `每页是 ${round(main(k).lines!)} 行，应为 22 行。`,
    (k) => {
      const exact = k
        .of('text', 'h1', 'h2', 'h3', 'h4')
        .filter((p) => p.stance.line.rule === 'exact' && near(p.stance.line.value, 28.95, 0.35));
      if (main(k).lines === null) return exact.length === 0;
      return !near(main(k).lines!, 22, 0.4);
    },
  ),
  rule(
    'characters',
    '5.2.3',
    (k) =>
      main(k).chars === null
        ? '没有设定每行 28 字（页面设置—文档网格）。'
        : `每行是 ${round(main(k).chars!)} 字，应为 28 字。`,
    (k) => main(k).chars === null || !near(main(k).chars!, 28, 0.4),
  ),
];
