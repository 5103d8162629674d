// What the office flow wrote down about a document: who undertakes it, what the office system did, the seal.
import { chineseDay } from '@anlan/contract';
import { Section } from '@anlan/ui';
import type { Directive } from '../../contract.ts';

export function FlowFacts({ body: { lead, helpers, oa, seal } }: { body: Directive }) {
  const facts = [
    ...(lead ? [{ label: '牵头承办', value: lead.name }] : []),
    ...(helpers.length ? [{ label: '协办', value: helpers.map((h) => h.name).join('、') }] : []),
    ...(oa
      ? [{ label: '办公系统办理', value: `${oa.signedBy}，${chineseDay(oa.signedOn)}签批（${oa.recordedBy}登记）` }]
      : []),
    ...(seal ? [{ label: '用印', value: `${chineseDay(seal.on)}，${seal.copies} 份，监印 ${seal.by}` }] : []),
  ];
  if (!facts.length) return null;
  return (
    <Section title="承办与用印">
      <dl className="al-fields">
        {facts.map((f) => (
          <div key={f.label}>
            <dt>{f.label}</dt>
            <dd>{f.value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
