// T47: what comes from outside is named, whole, licensed, and runs nothing of its own when it is installed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { locked } from '../proof/lock.ts';
import type { Trial } from '../trial.ts';

const MOST_DIRECT = 60;
/** Licences under which the product may be given away with them; weak copyleft where it is used unchanged. */
const ALLOWED = new Set(
  'MIT,MIT/X11,ISC,Apache-2.0,BSD,BSD-2-Clause,BSD-3-Clause,0BSD,BlueOak-1.0.0,Unlicense,CC0-1.0,Zlib,Python-2.0,boost,BSL-1.0,MPL-2.0,LGPL-3.0-or-later'.split(
    ',',
  ),
);

/** Says nothing of a licence: comes with exceljs, and is to go with it. */
const SILENT: ReadonlySet<string> = new Set(['buffers']);

/** `(MIT OR GPL-3.0-or-later)`: one of the choices; `A AND B`: each. */
const mayBe = (licence: string): boolean =>
  licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((each) => ALLOWED.has(each.trim())));

/** One may run without its scripts; what may not is named in package.json by a person. */
const family = (name: string) => name.split('/')[0]!;

export const trial: Trial = {
  id: 'T47',
  title: '外来的程序包：来源完整、许可明确、安装时不自行运行',
  small: 1,
  full: 1,
  async run() {
    const root = process.cwd();
    const { dependencies, devDependencies, allowScripts } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    ) as Record<string, Record<string, unknown>>;
    const packages = locked(root);
    const scripts = Object.keys(allowScripts ?? {});
    const direct = Object.entries({ ...dependencies, ...devDependencies });
    const faults = [
      ...direct.filter(([, v]) => !/^\d/.test(String(v))).map(([name]) => `${name} is not pinned`),
      ...packages.filter((p) => p.resolved !== null).map((p) => `${p.name} names a host: ${p.resolved}`),
      ...packages.filter((p) => !p.dev && p.integrity === null).map((p) => `${p.name} has no integrity`),
      ...packages
        .filter((p) => !p.dev && !mayBe(p.licence) && !(p.licence === '' && SILENT.has(p.name)))
        .map((p) => `${p.name} is under «${p.licence}»`),
      ...packages
        .filter(
          (p) =>
            p.scripts &&
            !scripts.includes(p.name) &&
            !scripts.some((s) => s.includes('/') && family(s) === family(p.name)),
        )
        .map((p) => `${p.name} runs a script when it is installed`),
    ];
    const runtime = Object.keys(dependencies ?? {}).length;
    if (runtime > MOST_DIRECT) faults.push(`${runtime} direct runtime packages`);
    return {
      faults,
      figures: {
        packages: packages.length,
        runtime: packages.filter((p) => !p.dev).length,
        directRuntime: runtime,
        scripts: packages.filter((p) => p.scripts).length,
        withoutLicence: packages.filter((p) => !p.dev && p.licence === '').length,
        toolsWithoutIntegrity: packages.filter((p) => p.dev && p.integrity === null).length,
      },
    };
  },
  plants: [
    {
      name: '锁文件里没有校验值',
      patch: [{ file: 'test/assure/proof/lock.ts', find: 'entry.integrity ?? null', replace: 'null' }],
    },
    {
      name: '锁文件里不写许可',
      patch: [
        { file: 'test/assure/proof/lock.ts', find: 'entry.license ?? licenceOf(root, path)', replace: "'Proprietary'" },
      ],
    },
  ],
};
