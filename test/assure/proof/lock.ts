// The lock file of npm as a list of packages, with what each asks of us: where it comes from, its licence, its scripts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Locked = {
  name: string;
  version: string;
  licence: string;
  integrity: string | null;
  resolved: string | null;
  scripts: boolean;
  dev: boolean;
};

type Entry = Partial<Record<'version' | 'license' | 'integrity' | 'resolved', string>> & {
  link?: boolean;
  dev?: boolean;
  devOptional?: boolean;
  hasInstallScript?: boolean;
};

/** Every package from outside in the lock file of `root`. */
export function locked(root: string): Locked[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Entry>;
  };
  return Object.entries(packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .map(([path, entry]) => ({
      name: path.split('node_modules/').at(-1)!,
      version: entry.version ?? '',
      licence: entry.license ?? licenceOf(root, path),
      integrity: entry.integrity ?? null,
      resolved: entry.resolved ?? null,
      scripts: entry.hasInstallScript === true,
      dev: entry.dev === true || entry.devOptional === true,
    }));
}

/** What an installed package says of itself where the lock file says nothing. */
function licenceOf(root: string, path: string): string {
  try {
    const { license, licenses } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as {
      license?: string | { type: string };
      licenses?: { type: string }[];
    };
    return (typeof license === 'string' ? license : license?.type) ?? licenses?.map((l) => l.type).join(' OR ') ?? '';
  } catch {
    return '';
  }
}
