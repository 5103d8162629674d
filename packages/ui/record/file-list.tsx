// Files of a record: pictures as pictures, the rest by name; a picture opens large beside the page.
import { FILES, type FileView, deskRoutes } from '@anlan/contract';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useCall } from '../data/query.ts';
import { Empty, Loading, Trouble } from '../sign/state-of-things.tsx';
import { isImage, sizeText } from './file-words.ts';

type Shown = Pick<FileView, 'id' | 'name' | 'type'> & { size?: number };

/** Where a file is fetched; `width` in pixels for a small picture. */
export const fileUrl = (id: string, width?: number) => `${FILES}/${id}${width ? `?width=${width}` : ''}`;

/** Thumbnails and names of these files. */
export function Files({ files }: { files: readonly Shown[] }) {
  const [large, setLarge] = useState<Shown | null>(null);
  const images = files.filter((f) => isImage(f.type));
  const papers = files.filter((f) => !isImage(f.type));
  return (
    <div className="al-filelist">
      {images.length ? (
        <ul className="al-filelist__images">
          {images.map((f) => (
            <li key={f.id}>
              <button type="button" onClick={() => setLarge(f)} aria-label={`查看图片 ${f.name}`}>
                <img src={fileUrl(f.id, 240)} alt={f.name} loading="lazy" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {papers.map((f) => (
        <div key={f.id} className="al-filelist__paper">
          <a href={fileUrl(f.id)} target="_blank" rel="noreferrer">
            {f.name}
          </a>
          {f.size === undefined ? null : <span>{sizeText(f.size)}</span>}
        </div>
      ))}
      <Drawer
        open={large !== null}
        onClose={() => setLarge(null)}
        size="min(960px, 92vw)"
        title={large?.name}
        destroyOnHidden
      >
        {large ? <img className="al-filelist__large" src={fileUrl(large.id)} alt={large.name} /> : null}
      </Drawer>
    </div>
  );
}

/** All files of a record. */
export function FileList({ recordId }: { recordId: string }) {
  const { data, error, refetch } = useCall(deskRoutes.recordFiles, { id: recordId });
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={2} />;
  return data.items.length ? <Files files={data.items} /> : <Empty title="没有附件" />;
}
