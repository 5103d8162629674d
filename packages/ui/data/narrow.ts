// Whether the window is as narrow as a phone.
import { useSyncExternalStore } from 'react';

const query = '(max-width: 719px)';

export const useNarrow = () =>
  useSyncExternalStore(
    (change) => {
      const media = matchMedia(query);
      media.addEventListener('change', change);
      return () => media.removeEventListener('change', change);
    },
    () => matchMedia(query).matches,
  );
