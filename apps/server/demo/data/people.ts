// The people of the demonstration, their posts, accounts and leaves; nobody here exists (see staff.ts).
import { addDays } from './calendar.ts';
import { units } from './org.ts';
import { staffTable, venueAccounts } from './staff.ts';
import { venueKinds, venueRows, type VenueKind } from './venues.ts';

export const roles = [
  'bureauLeader',
  'safetyOffice',
  'sectionLead',
  'sectionStaff',
  'office',
  'countyLead',
  'countyClerk',
  'unitClerk',
  'unitStaff',
  'inspector',
  'venueManager',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
  'leader',
] as const;
export type Role = (typeof roles)[number];
export type ObjectKind = VenueKind | 'mass_event';

export type DemoPerson = { key: string; name: string; account?: string };

/** A post from day to day; without `anchor` its holder sees, by territory, his own unit only. */
export type DemoPost = {
  person: string;
  unit: string;
  title: string;
  role: Role;
  anchor?: string;
  objectKinds?: ObjectKind[];
  leader?: boolean;
  from: string;
  to?: string;
};

/** Absence with a stand-in (AB角). */
export type DemoLeave = { person: string; from: string; to: string; reason: string; standIn: string };

/** The object kinds each section is in charge of across the city. */
export const kindsOf: Record<string, ObjectKind[]> = {
  publicService: ['public_culture', 'troupe'],
  market: [
    'travel_agency',
    'hotel',
    'homestay',
    'internet_cafe',
    'entertainment_ktv',
    'entertainment_arcade',
    'script_entertainment',
    'performance_venue',
    'new_performance_venue',
    'performance_org',
    'mass_event',
  ],
  reform: ['mass_event'],
  industry: ['scenic_area', 'hotel', 'homestay'],
  heritage: ['heritage_unit', 'heritage_ungraded', 'heritage_project'],
  archaeology: ['museum', 'heritage_project'],
  all: [...venueKinds, 'mass_event'],
};

const inPostSince = '2023-01-01';
/** Roles that answer for a county, a venue or the bureau and see what lies below their unit. */
const anchoredAtHome: Role[] = ['bureauLeader', 'countyLead', 'countyClerk', 'unitClerk', 'venueManager'];

const staff = parseStaff();
const managers = venueRows.map(({ key, manager, title }) => ({
  person: { key: `${key}.1`, name: manager, ...(venueAccounts[key] ? { account: venueAccounts[key] } : {}) },
  post: post(`${key}.1`, key, title, 'venueManager', { anchor: key }),
}));

export const people: DemoPerson[] = [...staff, ...managers].map((entry) => entry.person);

const keyOf = (name: string) => people.find((p) => p.name === name)?.key ?? name;

export const posts: DemoPost[] = [
  ...[...staff, ...managers].map((entry) => entry.post),
  // One leader with two posts: a deputy director who also heads the enforcement team.
  post(keyOf('平一川'), 'enforcement', '队长（兼）', 'leader', {
    leader: true,
    anchor: 'enforcement',
    from: '2024-04-01',
  }),
  // A liaison who moved to another desk and handed over.
  post(keyOf('常玉田'), 'jiaoqu', '安全监管股股长（联络员）', 'countyClerk', { anchor: 'jiaoqu', to: '2024-12-31' }),
];

/** Leaves that hold on `now`: a leader away for a course, and a section liaison on holiday. */
export function leaves(now: string): DemoLeave[] {
  return [
    {
      person: keyOf('宁致和'),
      from: addDays(now, -30),
      to: addDays(now, 30),
      reason: '党校脱产学习',
      standIn: keyOf('安怀瑾'),
    },
    {
      person: keyOf('常拾遗'),
      from: addDays(now, -2),
      to: addDays(now, 5),
      reason: '年休假',
      standIn: keyOf('安砚秋'),
    },
  ];
}

/** The account that does a unit's desk work: its liaison, or the manager of a venue that has one. */
export function deskOf(unit: string): string | undefined {
  const desks: Role[] = [
    'safetyOffice',
    'office',
    'countyClerk',
    'unitClerk',
    'sectionLead',
    'sectionStaff',
    'venueManager',
  ];
  const holders = posts.filter((p) => p.unit === unit && !p.to && desks.includes(p.role));
  return holders.map((p) => people.find((x) => x.key === p.person)?.account).find((account) => account);
}

/** 班子成员 of a unit, first the one who heads it. */
export const leadersOf = (unit: string): DemoPerson[] => membersOf(unit, (p) => p.leader === true);

/** Everybody who works in a unit or in its sections today. */
export function staffOf(unit: string): DemoPerson[] {
  const inside = [unit, ...units.filter((u) => u.parent === unit && u.type === 'countySection').map((u) => u.key)];
  return inside.flatMap((key) => membersOf(key, () => true));
}

export const nameOf = (person: string): string => people.find((p) => p.key === person)?.name ?? person;

function membersOf(unit: string, wanted: (p: DemoPost) => boolean): DemoPerson[] {
  const keys = posts.filter((p) => p.unit === unit && !p.to && wanted(p)).map((p) => p.person);
  return people.filter((p) => keys.includes(p.key));
}

function parseStaff(): { person: DemoPerson; post: DemoPost }[] {
  let unit = '';
  let nth = 0;
  return staffTable.split('\n').flatMap((line) => {
    if (line.startsWith('@')) {
      unit = line.slice(1);
      nth = 0;
    }
    if (!line.includes(' | ')) return [];
    const [name = '', title = '', word, marks = ''] = line.split(' | ');
    const role = roles.find((r) => r === word);
    if (!role) throw new Error(`staff table: unknown role ${word}`);
    const mark = (sign: string) =>
      marks
        .split(' ')
        .find((m) => m.startsWith(sign))
        ?.slice(1);
    const key = `${unit}.${++nth}`;
    const account = mark('=');
    const anchor = mark('^') ?? (anchoredAtHome.includes(role) ? unit : undefined);
    const objectKinds = kindsOf[mark('#') ?? ''];
    return {
      person: { key, name, ...(account ? { account } : {}) },
      post: post(key, unit, title, role, {
        ...(anchor ? { anchor } : {}),
        ...(objectKinds ? { objectKinds } : {}),
        ...(marks.split(' ').includes('leader') ? { leader: true } : {}),
      }),
    };
  });
}

function post(person: string, unit: string, title: string, role: Role, more: Partial<DemoPost> = {}): DemoPost {
  return { person, unit, title, role, from: inPostSince, ...more };
}
