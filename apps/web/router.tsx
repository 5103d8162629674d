// The addresses of the desk. Those of the modules are theirs: the last route asks their faces.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Lost } from './pages/lost.tsx';
import { Broken } from './shell/broken.tsx';

const root = createRootRoute({ notFoundComponent: Lost, errorComponent: Broken });
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/signin',
  component: lazyRouteComponent(() => import('./pages/sign-in.tsx'), 'SignIn'),
});
const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  component: lazyRouteComponent(() => import('./shell/desk.tsx'), 'Desk'),
});
const page = { getParentRoute: () => desk, errorComponent: Broken };
const today = createRoute({
  ...page,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/today.tsx'), 'Today'),
});
const search = createRoute({
  ...page,
  path: '/search',
  component: lazyRouteComponent(() => import('./pages/search.tsx'), 'Search'),
});
const unit = createRoute({
  ...page,
  path: '/units/$id',
  component: lazyRouteComponent(() => import('./pages/unit.tsx'), 'Unit'),
});
const module = createRoute({
  ...page,
  path: '$',
  component: lazyRouteComponent(() => import('./pages/module.tsx'), 'Module'),
});

export const router = createRouter({
  routeTree: root.addChildren([signIn, desk.addChildren([today, search, unit, module])]),
  // Plain words in the address: a document number stays what it is.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (words) => {
    const text = new URLSearchParams(
      Object.entries(words).flatMap(([k, v]) => (v === undefined ? [] : [[k, String(v)]])),
    ).toString();
    return text ? `?${text}` : '';
  },
  defaultPendingMinMs: 0,
});
