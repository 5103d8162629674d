// What was typed and not yet sent, kept on this computer under the form and the person.

export type Draft = { at: string; values: Record<string, unknown> };

/** Drafts older than this are forgotten, in days. */
const KEEP = 30;

const address = (person: string, form: string) => `anlan:draft:${person}:${form}`;

/** The draft of this form by this person, where there is one younger than a month. */
export function readDraft(store: Storage, person: string, form: string, now: Date): Draft | null {
  const text = store.getItem(address(person, form));
  if (!text) return null;
  try {
    const draft = JSON.parse(text) as Draft;
    const old = now.getTime() - Date.parse(draft.at) > KEEP * 86_400_000;
    if (!old && draft.values && typeof draft.values === 'object') return draft;
  } catch {
    // Unreadable text is no draft.
  }
  store.removeItem(address(person, form));
  return null;
}

/** Keeps the values, without the secret ones. A full store is no reason to disturb the writer. */
export function keepDraft(
  store: Storage,
  person: string,
  form: string,
  values: Record<string, unknown>,
  secret: readonly string[],
  now: Date,
) {
  const open = Object.fromEntries(Object.entries(values).filter(([name]) => !secret.includes(name)));
  try {
    store.setItem(address(person, form), JSON.stringify({ at: now.toISOString(), values: open } satisfies Draft));
  } catch {
    // The form itself still holds the values.
  }
}

export const dropDraft = (store: Storage, person: string, form: string) => store.removeItem(address(person, form));
