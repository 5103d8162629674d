// Names that people give to files, made safe to show and to save.

const LONGEST = 200;
/** Control characters, marks that turn the direction of writing or join invisibly, and the byte order mark. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
/** What Windows and shells read as more than a letter. */
const SIGNS = /[<>:"|?*]/g;

/** The extension in lower case without its dot; '' where there is none. */
export const extensionOf = (name: string) => /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';

/** The last part of the path, without what cannot be seen, at most 200 characters with its extension kept. */
export function cleanName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1)!;
  const plain = last
    .replace(UNSEEN, '')
    .replace(SIGNS, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  if (plain === '') return '未命名';
  const letters = [...plain];
  if (letters.length <= LONGEST) return plain;
  const tail = extensionOf(plain) ? `.${extensionOf(plain)}` : '';
  return letters.slice(0, LONGEST - tail.length).join('') + tail;
}

/** `Content-Disposition` in the way of RFC 6266: old readers get letters, all others the name (RFC 5987). */
export function disposition(kind: 'attachment' | 'inline', name: string): string {
  const extension = extensionOf(name);
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="file${extension ? `.${extension}` : ''}"; filename*=UTF-8''${exact}`;
}
