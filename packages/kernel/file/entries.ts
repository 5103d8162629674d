// The names inside a ZIP, read from its directory without unpacking anything.
import { open } from 'yauzl';

const MOST = 2_000;

/** Names of the entries, or null when it is not a sound ZIP or holds more than 2,000. */
export function entriesOf(path: string): Promise<string[] | null> {
  return new Promise((resolve) => {
    open(path, { lazyEntries: true, autoClose: true }, (error, zip) => {
      if (error || zip.entryCount > MOST) {
        zip?.close();
        resolve(null);
        return;
      }
      const names: string[] = [];
      zip.on('error', () => resolve(null));
      zip.on('entry', (entry: { fileName: string }) => {
        names.push(entry.fileName);
        zip.readEntry();
      });
      zip.on('end', () => resolve(names));
      zip.readEntry();
    });
  });
}
