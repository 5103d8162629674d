// What a form changes of what stands in a record.

/** As text with sorted keys: the database and the form order them differently. */
const asText = (value: unknown) =>
  JSON.stringify(value, (_, v: unknown) =>
    v && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => a.localeCompare(b)))
      : v,
  );

/** Only those of the fields that differ from the record: the rest stays, and the timeline shows what was changed. */
export const changes = <T extends object>(
  before: T,
  now: { [K in keyof T]?: T[K] | undefined },
  fields: readonly (keyof T)[],
) =>
  Object.fromEntries(
    fields.filter((f) => now[f] !== undefined && asText(now[f]) !== asText(before[f])).map((f) => [f, now[f]]),
  );
