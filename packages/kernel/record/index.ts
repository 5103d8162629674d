// Records of every kind: created, changed through one door, listed in scope, searched, with a timeline.
export { act, faults, touch } from './act.ts';
export { create, note, reindex, type NewRecord } from './create.ts';
export { newId } from './id.ts';
export { jointly } from './joint.ts';
export { allContracts, allFacts, allImports, allKinds, needKind, setKinds } from './kinds.ts';
export { list, walk } from './list.ts';
export {
  closedKinds,
  kindsOf,
  serve,
  type AnyServer,
  type Full,
  type HeadPatch,
  type Kind,
  type Server,
  type BundleRoute,
  type SheetRoute,
} from './module.ts';
export { policies } from './policies.ts';
export { pairs, plain, searchIds } from './search.ts';
export { loadRow, presentHead, show, visible } from './view.ts';
export { asItStood, timeline } from './timeline.ts';
