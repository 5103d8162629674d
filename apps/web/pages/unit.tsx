// A unit found by the search: its page is the directory's.
import { useGo, usePath } from '@anlan/ui';
import { useEffect } from 'react';

export function Unit() {
  const go = useGo();
  const id = usePath().split('/')[2] ?? '';
  useEffect(() => go(`/people/units/${id}`, { replace: true }), [go, id]);
  return null;
}
