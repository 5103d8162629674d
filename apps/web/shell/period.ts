// The drawer of a period, in a piece of its own: loaded at the first click on a light.
export { PeriodDrawer as default } from '@anlan/ui';
