// What the law asks of venues whatever notice is in force: drafted by the safety section, approved by the director.
import type { CityRecord, Deeds } from './deed.ts';
import type { Copy } from '@anlan/kernel/db';
import { dayOf, instant, iso } from './days.ts';
import type { Dice } from './dice.ts';
import type { Duties, Rule } from './duties.ts';
import { type Places, isVenue, venuesGroup } from './places.ts';

const STANDINGS: readonly { basis: string; text: string; repeat: Rule['repeat']; binding: string; label: string }[] = [
  {
    basis: '《中华人民共和国安全生产法》第四十四条',
    text: '每周至少组织一次全员安全学习',
    repeat: 'week',
    binding: 'study.held',
    label: '组织学习',
  },
  {
    basis: '《中华人民共和国安全生产法》第四十一条',
    text: '每周至少召开一次安全研判会',
    repeat: 'week',
    binding: 'meeting.held',
    label: '召开会议',
  },
  {
    basis: '《中华人民共和国消防法》第十六条',
    text: '每月至少组织一次消防安全学习',
    repeat: 'month',
    binding: 'study.held',
    label: '组织学习',
  },
];

/** Puts every standing duty in force on `today`, for all venues. */
export function standings(copy: Copy, deeds: Deeds, duties: Duties, dice: Dice, places: Places, today: number) {
  const venues = places.units.filter(isVenue);
  for (const [n, s] of STANDINGS.entries()) {
    const drafted = instant(today, 32_400 + n * 600);
    const started = drafted + 1_800_000;
    const id = dice.idAt(drafted);
    const record: CityRecord = {
      id,
      module: 'settings',
      kind: 'standings',
      table: 'standing',
      number: null,
      title: s.text,
      state: 'draft',
      version: 1,
      unit: places.bureau,
      day: today,
      by: places.office,
      createdAt: drafted,
      updatedAt: started,
      own: {
        basis: s.basis,
        text: s.text,
        repeat: s.repeat,
        need: 1,
        due: null,
        about: 'unit',
        binding: s.binding,
        binding_label: s.label,
        unit_ids: [],
        group_ids: [venuesGroup],
        who_text: '各场所各企业',
        from_day: dayOf(today),
      },
    };
    deeds.happens(record, 'create', null, places.office, drafted, { basis: s.basis });
    Object.assign(record, { state: 'inForce', version: 2 });
    deeds.happens(record, 'start', 'draft', places.leader, started, {});
    deeds.write(record, new Set(['unit_ids', 'group_ids']), [s.basis, '各场所各企业'].join(' '));
    const rule = { id: dice.idAt(started), sourceId: id, title: s.text, factKind: s.binding, repeat: s.repeat };
    duties.open(rule, null, { unitIds: [], groupIds: [venuesGroup] }, venues, today, started);
    for (const { id: unit_id } of venues)
      copy.row('access_grant', { record_id: id, unit_id, granted_by: places.leader.name, granted_at: iso(started) });
  }
}
