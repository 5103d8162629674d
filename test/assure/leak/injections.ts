// Payloads of SQL injection: each way out of a literal, for PostgreSQL first.
const SLEEP = 6;
const quotes = ["'", '"', "')", "'))", "';", '";', '`', "\\'", "E'", '$$', "%'", "_'", "']", "'}"];
const tails = [
  ` or pg_sleep(${SLEEP}) is null--`,
  ` union select null,version()--`,
  `; select pg_sleep(${SLEEP});--`,
  ` and 1=cast((select current_user) as int)--`,
];

/** Longer than any answer takes here, shorter than the sleep of a payload, milliseconds. */
export const ASLEEP_MS = SLEEP * 1000 - 500;

export const INJECTIONS: readonly string[] = [
  ...quotes.flatMap((quote) => tails.map((tail) => quote + tail)),
  "' or '1'='1",
  "1'::int",
  "' || (select string_agg(login, ',') from account) || '",
  "'||current_setting('app.person')||'",
  "'; set app.counties = '{140322}'; --",
  "a' & !b | (c:*",
  "' & ' | ! ( ) <-> :* \\",
  '${jndi}',
  '{"$ne":null}',
  '1e309',
  '-1 or 1=1',
  '(select 1)',
  "{1,2}'::int[]",
  '{{7*7}}',
  '%27%20or%201=1--',
  'ʼ or 1=1--',
  '＇ or 1=1--',
];

/** Words that only an error of PostgreSQL or of its driver says. */
export const TELLTALE =
  /syntax error|sqlstate|pg_catalog|does not exist|invalid input syntax|unterminated|operator does not|violates|PostgreSQL|malformed array|row-level security|tsquery|out of range for type/i;
