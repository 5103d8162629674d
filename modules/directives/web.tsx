// The pages of directives: list, intake, one document, its matrix, receipts and reports.
import { type DutyFormProps, Go, type PageProps, RecordPage, type WebFace } from '@anlan/ui';
import { lazy } from 'react';
import { isReturn } from './contract/submission.ts';
import { receiptKind, reportKind } from './web/directive-kind.ts';

const ListPage = lazy(() => import('./web/intake/list-page.tsx'));
const NewPage = lazy(() => import('./web/intake/new-page.tsx'));
const DirectivePage = lazy(() => import('./web/review/directive-page.tsx'));
const MatrixPage = lazy(() => import('./web/living/matrix-page.tsx'));
const PeriodAfter = lazy(() => import('./web/relief/period-after.tsx').then((m) => ({ default: m.PeriodAfter })));
const ReliefList = lazy(() => import('./web/relief/pages.tsx').then((m) => ({ default: m.ReliefList })));
const ReliefPage = lazy(() => import('./web/relief/pages.tsx').then((m) => ({ default: m.ReliefPage })));
const AssignmentList = lazy(() => import('./web/assign/pages.tsx').then((m) => ({ default: m.AssignmentList })));
const AssignmentPage = lazy(() => import('./web/assign/pages.tsx').then((m) => ({ default: m.AssignmentPage })));
const ReportForm = lazy(() => import('./web/living/report-form.tsx').then((m) => ({ default: m.ReportForm })));

const SubmitForm = lazy(() => import('./web/returns/submit-form.tsx').then((m) => ({ default: m.SubmitForm })));
const ReturnsPage = lazy(() => import('./web/returns/returns-page.tsx'));
const SubmissionPage = lazy(() => import('./web/returns/submission-page.tsx'));
const CosignPage = lazy(() => import('./web/review/cosign-page.tsx'));

const SubmitHere = ({ period, onDone, onCancel }: DutyFormProps) => (
  <SubmitForm periodId={period.id} onDone={onDone} onCancel={onCancel} />
);
const ReportHere = ({ period, onDone, onCancel }: DutyFormProps) => (
  <ReportForm periodId={period.id} onDone={onDone} onCancel={onCancel} />
);
const toNotice = ({ body }: { body: { directiveId: string | null; sourceKind?: string } }) =>
  body.sourceKind === 'assignments' ? (
    <Go to={`/directives/assignments/${body.directiveId}`}>查看任务</Go>
  ) : body.directiveId ? (
    <Go to={`/directives/${body.directiveId}`}>查看通知</Go>
  ) : null;
const ReportPage = ({ params }: PageProps) => <RecordPage kind={reportKind} id={params['id']!} buttons={toNotice} />;
const ReceiptPage = ({ params }: PageProps) => <RecordPage kind={receiptKind} id={params['id']!} buttons={toNotice} />;

export const web: WebFace = {
  period: PeriodAfter,
  fulfil: (period) => (isReturn(period.factKind) ? SubmitHere : ReportHere),
  pages: [
    { path: '/directives', title: '公文任务', component: ListPage },
    { path: '/directives/new', title: '登记公文', component: NewPage },
    {
      path: '/directives/:id',
      title: '公文',
      component: ({ params }) => <DirectivePage key={params['id']} id={params['id']!} />,
    },
    { path: '/directives/:id/matrix', title: '任务矩阵', component: ({ params }) => <MatrixPage id={params['id']!} /> },
    {
      path: '/directives/:id/returns',
      title: '报送情况',
      component: ({ params }) => <ReturnsPage id={params['id']!} />,
    },
    { path: '/directives/submissions/:id', title: '报送材料', component: SubmissionPage },
    { path: '/directives/cosigns/:id', title: '会签', component: CosignPage },
    { path: '/directives/reports/:id', title: '进展', component: ReportPage },
    { path: '/directives/receipts/:id', title: '签收', component: ReceiptPage },
    { path: '/directives/reliefs', title: '延期与豁免', menu: true, component: ReliefList },
    { path: '/directives/reliefs/:id', title: '延期与豁免', component: ReliefPage },
    { path: '/directives/assignments', title: '任务分解', menu: true, component: AssignmentList },
    { path: '/directives/assignments/:id', title: '任务分解', component: AssignmentPage },
  ],
};
