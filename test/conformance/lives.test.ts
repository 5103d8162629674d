// Every life of every module keeps the same promises; the suite walks the registry.
import { type AnyContract, isFinal, leaves, stateLabel } from '@anlan/contract';
import { registry } from '@anlan/modules/registry.ts';
import { describe, expect, test } from 'vitest';
import { ROLES } from '@anlan/kernel/access';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const modules = join(import.meta.dirname, '../../modules');

describe.each(registry.map((c) => [c.id, c] as const))('module %s', (id, contract: AnyContract) => {
  test('has its faces and says what it is for', () => {
    for (const face of ['contract.ts', 'server.ts', 'web.tsx', 'README.md'])
      expect(existsSync(join(modules, id, face)), `modules/${id}/${face}`).toBe(true);
  });

  test('every permission named is declared, and belongs to a role that exists', () => {
    const declared = new Set(Object.keys(contract.permissions));
    const named = [
      ...Object.values(contract.records).flatMap((r) => [r.read, ...Object.values(r.life.actions).map((a) => a.by)]),
      ...Object.values(contract.routes).flatMap((r) => (typeof r.access === 'string' ? [r.access] : [])),
    ];
    for (const permission of named) expect(declared, permission).toContain(permission);
    for (const [key, p] of Object.entries(contract.permissions)) {
      expect(p.label.length, key).toBeGreaterThan(1);
      expect(p.roles.length, key).toBeGreaterThan(0);
      for (const role of p.roles) expect(Object.keys(ROLES), `${key} names ${role}`).toContain(role);
    }
  });

  test.each(Object.entries(contract.records))(
    '%s: every state is reached, final ones are final, all have words',
    (_, type) => {
      const { states, initial, actions } = type.life;
      const reached = new Set([initial]);
      for (let grew = true; grew;) {
        const before = reached.size;
        for (const a of Object.values(actions)) if ([...reached].some((s) => leaves(a, s))) reached.add(a.to);
        grew = reached.size > before;
      }
      expect([...reached].sort()).toEqual(Object.keys(states).sort());
      for (const [name, state] of Object.entries(states)) {
        expect(stateLabel(state)).toMatch(/\p{Script=Han}/u);
        const ways = Object.values(actions).filter((a) => leaves(a, name));
        if (isFinal(state)) expect(ways, `${name} is final`).toEqual([]);
        else expect(ways.length, `${name} has a way on`).toBeGreaterThan(0);
      }
      for (const [name, action] of Object.entries(actions)) {
        expect(action.label, name).toMatch(/\p{Script=Han}/u);
        for (const [field, part] of Object.entries(action.input.shape))
          expect(
            (part as { description?: string }).description ?? (field === 'ruleId' ? '—' : undefined),
            `${name}.${field} has a label`,
          ).toBeTruthy();
      }
    },
  );
});
