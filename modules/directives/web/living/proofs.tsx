// The latest records that settled a clause: one line each, a picture where there is one, and the way to the record.
import { FILES, type Proof as ProofSchema, shortDay } from '@anlan/contract';
import { Go, deskPath, useToday } from '@anlan/ui';
import type { z } from 'zod';

type Proof = z.infer<typeof ProofSchema>;

/** Twice the width drawn, for sharp screens. */
const THUMB = 160;

const HOW: Record<Proof['how'], string | null> = {
  counted: null,
  late: '补录',
  pending: '补登记，待批准认定',
  madeGood: '逾期后补办',
  history: '历史补录',
};

export function Proofs({ proofs, count }: { proofs: readonly Proof[]; count: number }) {
  return (
    <section className="ln-part">
      <h3>
        最近的佐证<small>共 {count} 条</small>
      </h3>
      {proofs.length ? (
        <ul className="ln-proofs">
          {proofs.map((p) => (
            <li key={p.id}>
              <ProofRow proof={p} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="ln-quiet">还没有佐证。</p>
      )}
    </section>
  );
}

function ProofRow({ proof }: { proof: Proof }) {
  const today = useToday();
  const picture = proof.files.find((f) => f.type.startsWith('image/'));
  const other = proof.files[0];
  const recorded =
    proof.recordedOn === proof.occurredOn ? null : `${shortDay(proof.recordedOn, today)}${HOW[proof.how] ?? '登记'}`;
  const said = [
    proof.unitName,
    proof.occurredOn && shortDay(proof.occurredOn, today),
    recorded ?? HOW[proof.how],
  ].filter(Boolean);
  return (
    <Go to={deskPath(proof, proof.id)} className="ln-proof">
      {picture ? (
        <img src={`${FILES}/${picture.id}?width=${THUMB}`} alt={picture.name} loading="lazy" width={64} height={48} />
      ) : other ? (
        <span className="ln-proof__paper" aria-hidden="true">
          {(other.name.split('.').at(-1) ?? '').slice(0, 4)}
        </span>
      ) : null}
      <span>
        <b>{proof.title}</b>
        <small>{said.join(' · ')}</small>
      </span>
    </Go>
  );
}
