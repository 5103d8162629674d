// Any address of a module: its face is loaded, the page that fits is drawn.
import { Loading, type PageProps, Trouble, type WebPage, findPage, usePath } from '@anlan/ui';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { faceOf } from '../faces.ts';
import { Lost } from './lost.tsx';

export function Module() {
  const path = usePath();
  const module = path.split('/')[1] ?? '';
  const {
    data: face,
    error,
    refetch,
  } = useQuery({ queryKey: ['face', module], queryFn: () => faceOf(module), staleTime: Infinity });
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (face === undefined) return <Loading lines={8} />;
  const found = face && findPage(face.pages, path);
  return found ? <Page key={found.page.path} page={found.page} params={found.params} /> : <Lost />;
}

function Page({ page, params }: { page: WebPage } & PageProps) {
  const { component: Component, title } = page;
  useEffect(() => {
    document.title = `${title} · 安澜`;
  }, [title]);
  return (
    <Suspense fallback={<Loading lines={8} />}>
      <Component params={params} />
    </Suspense>
  );
}
