// The modules, in the order of the menu. Adding one adds a line here and a folder beside it.
import type { AnyContract } from '@anlan/contract';
import { audit } from './audit/contract.ts';
import { calendar } from './calendar/contract.ts';
import { directives } from './directives/contract.ts';
import { followup } from './followup/contract.ts';
import { health } from './health/contract.ts';
import { imports } from './imports/contract.ts';
import { meetings } from './meetings/contract.ts';
import { papers } from './papers/contract.ts';
import { people } from './people/contract.ts';
import { settings } from './settings/contract.ts';
import { study } from './study/contract.ts';
import { visits } from './visits/contract.ts';

export const registry = [
  directives,
  followup,
  study,
  meetings,
  visits,
  calendar,
  papers,
  people,
  imports,
  settings,
  audit,
  health,
] as const satisfies readonly unknown[] as unknown as readonly AnyContract[];
