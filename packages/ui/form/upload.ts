// Sends one file and makes sure that what arrived is what was sent.
import { FILES, FileView, Problem, ProblemBody } from '@anlan/contract';

const hex = (bytes: ArrayBuffer) => Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, '0')).join('');

/** SHA-256 in hex; null where the browser has no means for it. */
export async function sha256Of(file: Blob): Promise<string | null> {
  return crypto.subtle ? hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())) : null;
}

/**
 * Uploads with progress from 0 to 1.
 * @throws Problem with the sentence to show beside the file.
 */
export async function upload(file: File, onProgress: (share: number) => void, signal?: AbortSignal): Promise<FileView> {
  const [stored, sent] = await Promise.all([post(file, onProgress, signal), sha256Of(file)]);
  if (sent !== null && stored.sha256 !== sent) throw new Problem('damaged', 0, '文件在传输中损坏，请重新上传。');
  return stored;
}

function post(file: File, onProgress: (share: number) => void, signal?: AbortSignal): Promise<FileView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', FILES);
    request.setRequestHeader('idempotency-key', crypto.randomUUID());
    request.responseType = 'json';
    request.upload.addEventListener('progress', (e) => e.lengthComputable && onProgress(e.loaded / e.total));
    request.addEventListener('error', () => reject(new Problem('offline', 0, '上传中断。请检查网络后再试一次。')));
    request.addEventListener('abort', () => reject(new Problem('cancelled', 0, '已取消上传。')));
    request.addEventListener('load', () => {
      const view = FileView.safeParse(request.response);
      if (request.status < 300 && view.success) return resolve(view.data);
      const problem = ProblemBody.safeParse(request.response);
      reject(new Problem('upload', request.status, problem.success ? problem.data.title : '没有传成功，请再试一次。'));
    });
    signal?.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

/** Names and sizes of what was uploaded from this page, so that a restored draft still shows them. */
const names = new Map<string, Pick<FileView, 'name' | 'size' | 'type'>>();
const SHELF = 'anlan:uploads';
const MOST = 100;

export function remember(file: FileView) {
  names.set(file.id, { name: file.name, size: file.size, type: file.type });
  try {
    sessionStorage.setItem(SHELF, JSON.stringify([...names].slice(-MOST)));
  } catch {
    // Only the name is lost.
  }
}

export function recall(id: string) {
  if (names.size === 0) {
    try {
      for (const [key, value] of JSON.parse(sessionStorage.getItem(SHELF) ?? '[]') as [
        string,
        Pick<FileView, 'name' | 'size' | 'type'>,
      ][])
        names.set(key, value);
    } catch {
      // Nothing to recall.
    }
  }
  return names.get(id);
}
