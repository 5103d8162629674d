// Tables in: read, tried, taken row by row, and taken back while nothing is built on them.
export { dayIn, namesIn, oneIn, yesIn } from './cell.ts';
export { asHistory, startedOn } from './history.ts';
export { type Person, forgetUnits, personNamed, unitNamed } from './names.ts';
export { type Judged, knows, rowsOf, takeRows, tryRows } from './run.ts';
export type { Batch, ImportColumn, ImportSpec, Row, Taken } from './spec.ts';
export { MOST_ROWS, type Table, readTable } from './table.ts';
