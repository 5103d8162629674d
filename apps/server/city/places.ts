// The units and people of a city: the demonstration's bureau with its accounts, and as many townships and venues as are asked for.
import { type Ctx } from '@anlan/kernel/ctx';
import { groups, units as demoUnits } from '../demo/data/org.ts';
import { deskOf, people as demoPeople, posts as demoPosts } from '../demo/data/people.ts';
import { demoAccounts, demoId, seedDirectory } from '../demo/directory.ts';
import type { Copy } from '@anlan/kernel/db';
import { iso } from './days.ts';
import type { Dice } from './dice.ts';
import { brand, KINDS, personName, placeName } from './words.ts';

export type CityPerson = { id: string; name: string };
export type CityUnit = {
  id: string;
  name: string;
  shortName: string;
  type: string;
  scope: { county_id: number; station_id: string | null; object_kind: string | null };
  /** Who does its desk work, and who else works there. */
  desk: CityPerson | null;
  staff: CityPerson[];
};
export type Places = { units: CityUnit[]; bureau: CityUnit; office: CityPerson; leader: CityPerson };

const SINCE = '2020-01-01';
const VENUES = groups.find((g) => g.key === 'allVenues')!;
export const venuesGroup = demoId('group', VENUES.key);
/** Every so-manieth new venue and station has an account of its own. */
const ACCOUNT_EVERY = 50;

/** Demonstration units as the city knows them; those of a township below a county belong to its station. */
function known(): Map<string, CityUnit> {
  const person = (key: string) => ({ id: demoId('person', key), name: demoPeople.find((p) => p.key === key)!.name });
  const found = new Map<string, CityUnit>();
  for (const u of demoUnits) {
    const above = u.parent ? demoUnits.find((p) => p.key === u.parent)! : null;
    const station = above?.type === 'township' || above?.type === 'countySection' ? demoId('unit', above.key) : null;
    const desk = demoPeople.find((p) => p.account !== undefined && p.account === deskOf(u.key))?.key;
    const here = demoPosts.filter((p) => p.unit === u.key && !p.to).map((p) => p.person);
    found.set(u.key, {
      id: demoId('unit', u.key),
      name: u.name,
      shortName: u.shortName ?? u.name,
      type: u.type,
      scope: { county_id: u.countyId, station_id: station, object_kind: u.objectKind ?? null },
      desk: (desk ?? here[0]) ? person(desk ?? here[0]!) : null,
      staff: here.map(person),
    });
  }
  return found;
}

/**
 * Fills an empty store with `stations` new townships and `venues` new venues beside the demonstration's.
 * @returns every unit, parents first.
 */
export async function settle(
  ctx: Ctx,
  filling: () => Copy,
  dice: Dice,
  { stations, venues }: { stations: number; venues: number },
  hash: string,
): Promise<Places> {
  await seedDirectory(ctx, new Map(demoAccounts.map((login) => [login, hash])));
  const base = known();
  const units = [...base.values()];
  const names = new Set(units.map((u) => u.name));
  const counties = demoUnits.filter((u) => u.type === 'county').map((u) => ({ ...u, unit: base.get(u.key)! }));
  const since = Date.parse(`${SINCE}T00:00:00Z`);
  const bureau = base.get('bureau')!;
  let copy = filling();
  const fresh = (name: () => string): string => {
    for (let n = 0; ; n++) {
      const made = name() + (n > 20 ? `${n}号` : '');
      if (!names.has(made)) return (names.add(made), made);
    }
  };
  const people = (unit: CityUnit, title: string, role: string, others: number) => {
    for (let n = 0; n <= others; n++) {
      const person = { id: dice.idAt(since + n), name: personName(dice) };
      unit.staff.push(person);
      unit.desk ??= person;
      copy.row('person', { id: person.id, name: person.name });
      copy.row('post', {
        id: dice.idAt(since + n),
        person_id: person.id,
        unit_id: unit.id,
        title: n ? '安全员' : title,
        role: n ? 'unitStaff' : role,
        anchor_unit_id: n ? null : unit.id,
        object_kinds: [],
        leader: false,
        from_day: '2023-01-01',
      });
    }
  };
  const openAccount = (login: string, { desk }: CityUnit) =>
    copy.row('account', { login, hash, person_id: desk!.id, created_at: iso(ctx.now.getTime()) });
  const add = (unit: Omit<CityUnit, 'desk' | 'staff' | 'id'>, above: readonly CityUnit[]): CityUnit => {
    const made = { ...unit, id: dice.idAt(since + units.length), desk: null, staff: [] };
    units.push(made);
    copy.row('unit', {
      id: made.id,
      parent_id: above[0]!.id,
      name: made.name,
      short_name: made.shortName,
      type: made.type,
      ...made.scope,
      sort: units.length,
      opened_on: SINCE,
    });
    return made;
  };

  const made: { station: CityUnit; county: CityUnit; place: string }[] = [];
  for (let n = 0; n < stations; n++) {
    const { unit: county, name } = counties[n % counties.length]!;
    const place = fresh(() => `${placeName(dice)}${dice.pick(['镇', '乡', '镇', '街道'])}`);
    const full = `${name.replace('文化和旅游局', '')}${place}${place.endsWith('街道') ? '办事处' : '人民政府'}`;
    const scope = { ...county.scope, object_kind: null };
    const station = add({ name: full, shortName: place, type: 'township', scope }, [county, bureau]);
    people(station, '综合文化站站长', 'countyClerk', 1);
    made.push({ station, county, place });
    if (n % 5 === 0) openAccount(`zhan${n + 1}`, station);
  }
  // What is below a station takes it from the closure, which a statement fills when it ends.
  await copy.end();
  copy = filling();
  const shares = KINDS.flatMap((k) => Array.from({ length: k.share }, () => k));
  for (let n = 0; n < venues; n++) {
    const kind = dice.pick(shares);
    const near = made.length ? dice.pick(made) : null;
    const county = near?.county ?? dice.pick(counties).unit;
    const below = near && dice.chance(0.8) ? near.station : null;
    const place = near?.place ?? placeName(dice);
    const name = fresh(() => `${place}${brand(dice)}${dice.pick(kind.words)}`);
    const scope = { county_id: county.scope.county_id, station_id: below?.id ?? null, object_kind: kind.kind };
    const venue = add(
      { name, shortName: name, type: 'venue', scope },
      below ? [below, county, bureau] : [county, bureau],
    );
    people(venue, kind.title, 'venueManager', 1 + dice.below(3));
    if (n % ACCOUNT_EVERY === 0) openAccount(`changsuo${n + 1}`, venue);
  }
  await copy.end();
  const named = (account: string) => {
    const { key, name } = demoPeople.find((p) => p.account === account)!;
    return { id: demoId('person', key), name };
  };
  return { units, bureau, office: named('anjian'), leader: named('juzhang') };
}

/** The venues of the demonstration's group 各场所各企业, by which rules name their debtors. */
export const isVenue = (unit: CityUnit) => VENUES.rule.type!.includes(unit.type as 'venue');
