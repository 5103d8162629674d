// UUID version 7: sorts by time, made by whoever creates the thing.
import { v7 } from 'uuid';

/** A new identity; `at` is the injected clock's instant, so that order follows the told time. */
export const newId = (at?: Date): string => (at ? v7({ msecs: at.getTime() }) : v7());
