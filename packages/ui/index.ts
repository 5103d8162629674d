// The shared pieces of every screen on the desk. README.md shows how a module makes a list, a record page and a form.
export { apiOf, deskPath, kindOf, type RecordKind } from './kind.ts';
export { type DutyFormProps, findPage, type PageProps, type WebFace, type WebPage } from './web-face.ts';
export { Go, type SearchPatch, patchSearch, useGo, usePath, useUrlState } from './data/go.tsx';
export { type Tab, Tabs } from './data/tabs.tsx';
export {
  type OpenAction,
  callKey,
  newQueryClient,
  openActions,
  refresh,
  sentenceOf,
  useAct,
  useCall,
  useIntent,
  useRecord,
  useSend,
} from './data/query.ts';
export { isSection, useIsMine, useMay, useMe, useMeQuery, useToday } from './data/me.ts';
export { Download } from './data/download.tsx';
export { useLive } from './data/live.ts';
export { dayWithWeek, deadlineWords, friendlyTime, localTime } from './sign/day-words.ts';
export {
  type BandItem,
  DutyLight,
  LightBand,
  type LightProps,
  LightStrip,
  PeriodLight,
  type StripItem,
} from './sign/light.tsx';
export { Deadline, StateTag } from './sign/tags.tsx';
export { Term } from './sign/term.tsx';
export { TERMS, type TermName } from './terms.ts';
export { WhyLayer } from './sign/why.tsx';
export { Empty, Loading, Trouble } from './sign/state-of-things.tsx';
export { useOpenPeriod } from './duty/open-period.ts';
export { AutoField, DayInput } from './form/auto-field.tsx';
export { AutoForm, type AutoFormProps, FormFrame } from './form/auto-form.tsx';
export { AgendaRows } from './form/agenda-rows.tsx';
export { type Bind, Field } from './form/field.tsx';
export { changes } from './form/changes.ts';
export { FilesInput } from './form/files-input.tsx';
export { JointField } from './form/joint-field.tsx';
export { MakesGood, madeGood } from './form/makes-good.tsx';
export { NamesInput, PersonSelect } from './form/person-select.tsx';
export { AbsentRows, AttendeesField } from './form/presence.tsx';
export { canDraw, type FieldMeta } from './form/read-schema.ts';
export { RecordedForInput } from './form/recorded-for.tsx';
export { Rows, type RowsProps, faulty, idOf } from './form/rows.tsx';
export { UnitSelect, useUnits } from './form/unit-select.tsx';
export { type AnyForm, type Form, type FormOptions, useForm } from './form/use-form.ts';
export { RecordList, type RecordListProps } from './list/record-list.tsx';
export { Grid, type GridColumn } from './list/grid.tsx';
export type { CellMakers, Labels } from './list/list-columns.tsx';
export type { SavedView } from './list/list-prefs.ts';
export { PaperMenu } from './record/paper-menu.tsx';
export { RecordPage, type RecordPageProps } from './record/record-page.tsx';
export { Section } from './record/section.tsx';
export { ActionBar } from './record/action-bar.tsx';
export { ActionDialog, type ActionFormProps, type ActionForms, doneInPlace } from './record/action-dialog.tsx';
export { Fields } from './record/fields.tsx';
export { FileList, Files, fileUrl } from './record/file-list.tsx';
export { Settles } from './record/settles.tsx';
export { Timeline } from './record/timeline.tsx';
export { usePrintFoot } from './record/print-foot.ts';
export { PeriodDrawer, ProofRow } from './duty/period-drawer.tsx';
export { Pop } from './data/pop.tsx';
export { useNarrow } from './data/narrow.ts';
export { cspNonce, theme } from './theme.ts';
export { upload } from './form/upload.ts';
export { sizeText } from './record/file-words.ts';
