// The page of a scan beside its text: follows the text as it is read, can be leafed through and looked at closely.
import { Loading, Trouble, useCall } from '@anlan/ui';
import { Button } from 'antd';
import { type RefObject, useEffect, useState } from 'react';
import { directives } from '../../contract.ts';
import type { Draft } from '../review/use-review.ts';
import './scan.css';

type ScanPageProps = {
  id: string;
  pages: number;
  starts: Draft['pages'];
  doubtful: Draft['doubtful'];
  /** The box in which the text scrolls. */
  box: RefObject<HTMLElement | null>;
  /** Brings an offset of the text into view. */
  onShow: (offset: number) => void;
};

export function ScanPage({ id, pages, starts, doubtful, box, onShow }: ScanPageProps) {
  const [page, setPage] = useState(1);
  const [close, setClose] = useState(false);
  const [nth, setNth] = useState(0);
  usePageInView(box, starts, setPage);
  const leaf = (to: number) => {
    setPage(to);
    const start = starts.find((s) => s.page === to);
    if (start) onShow(start.from);
  };
  const toDoubtful = () => {
    const place = doubtful[nth % doubtful.length];
    if (!place) return;
    setNth(nth + 1);
    setPage(starts.findLast((s) => s.from <= place.at[0])?.page ?? page);
    onShow(place.at[0]);
  };
  return (
    <section className="ds" aria-label="原件">
      <div className="ds-bar">
        <Button size="small" disabled={page <= 1} onClick={() => leaf(page - 1)}>
          上一页
        </Button>
        <span>
          第 {page} 页，共 {pages} 页
        </span>
        <Button size="small" disabled={page >= pages} onClick={() => leaf(page + 1)}>
          下一页
        </Button>
        <Button size="small" aria-pressed={close} onClick={() => setClose(!close)}>
          {close ? '缩小' : '放大'}
        </Button>
        {doubtful.length ? (
          <button type="button" className="al-link" onClick={toDoubtful}>
            {doubtful.length} 处识别不准，看下一处
          </button>
        ) : null}
      </div>
      <PagePicture id={id} page={page} close={close} />
    </section>
  );
}

/** One page as it was read. */
export function PagePicture({ id, page, close = false }: { id: string; page: number; close?: boolean }) {
  const { data, error, refetch } = useCall(directives.routes.page, { id, page }, { staleTime: Infinity });
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={10} label={`正在载入第 ${page} 页`} />;
  return (
    <div className={`ds-picture${close ? ' ds-picture--close' : ''}`}>
      <img src={data.image} alt={`原件第 ${page} 页`} />
    </div>
  );
}

/** Tells which page the words at the middle of the box are on, each time it has scrolled. */
function usePageInView(box: RefObject<HTMLElement | null>, starts: Draft['pages'], tell: (page: number) => void) {
  useEffect(() => {
    const scroller = box.current;
    if (!scroller) return;
    let due = 0;
    const look = () => {
      due = 0;
      const sheet = scroller.querySelector('.dr-sheet')?.getBoundingClientRect();
      const { top, height } = scroller.getBoundingClientRect();
      if (!sheet) return;
      const words = document
        .elementsFromPoint(sheet.left + sheet.width / 2, top + height / 2)
        .flatMap(
          (e) => e.closest<HTMLElement>('[data-at]') ?? e.querySelector<HTMLElement>(':scope > [data-at]') ?? [],
        )[0];
      const page = words && starts.findLast((s) => s.from <= Number(words.dataset['at']))?.page;
      if (page) tell(page);
    };
    const scrolled = () => {
      due ||= requestAnimationFrame(look);
    };
    scroller.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      scroller.removeEventListener('scroll', scrolled);
      cancelAnimationFrame(due);
    };
  }, [box, starts, tell]);
}
