// A route is a value: the server mounts it, the browser calls it, the manual and OpenAPI list it.
import type { z } from 'zod';

/** A permission, or one of the three standing answers to "who may ask". */
export type Access = string | { anyone: 'signed-in' | 'public' };

export type Route<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  access: Access;
  summary: string;
  /** Reading it is written down under this verb (`people.read`) before the answer leaves. */
  sensitive?: string;
  /** Answered also when the server refuses others for being busy, over connections kept for it alone. */
  reserved?: true;
  /** Asks for a second-factor proof of the last minutes in this session. */
  proof?: true;
  input: In;
  output: Out;
};

/** Declares a route. Path parameters (`:id`), query and body are one flat input. */
export const route = <In extends z.ZodType, Out extends z.ZodType>(r: Route<In, Out>): Route<In, Out> => r;

export const signedIn: Access = { anyone: 'signed-in' };
export const anyone: Access = { anyone: 'public' };
