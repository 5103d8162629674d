// Every refusal of the module stands at its field.
import { Problem } from '@anlan/contract';

/** A refusal whose sentence also stands at the field. */
export const refuse = (code: string, status: number, path: string, message: string) =>
  new Problem(code, status, message, { fields: [{ path, message }] });
