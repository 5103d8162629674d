// What the people, units and things of the demonstration are called in inputs, by the name of the field.
import { demoId } from '../../world.ts';
import type { Known } from './inputs.ts';

export const KNOWN: Known = {
  unitId: demoId('unit', 'pingding'),
  toUnitId: demoId('unit', 'pingding'),
  unitIds: [demoId('unit', 'pingding')],
  personIds: [],
  files: [],
};
