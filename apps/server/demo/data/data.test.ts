// Holds the demonstration bureau together: every reference resolves, every promise of its story is kept, nothing is copied.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { daysBetween, spans } from './calendar.ts';
import { leadershipPlan, noticeDate, plan } from './history.ts';
import { demoClauses, demoDraft, demoNotice, unknownUnit } from './notice.ts';
import { groups, membersOf, resolve, units } from './org.ts';
import { deskOf, leadersOf, leaves, people, posts } from './people.ts';
import { sentences } from './sentences.ts';
import { debtors, laggard, latecomer } from './story.ts';
import { noticeTasks } from './tasks.ts';
import { venueKinds } from './venues.ts';

const unique = (list: unknown[]) => new Set(list).size === list.length;
const unitKeys = units.map((u) => u.key);
const accounts = people.flatMap((p) => p.account ?? []);
const days = ['2026-11-23', '2026-05-02', '2026-02-10', '2026-07-01', '2027-01-01'];

describe('units', () => {
  test('have unique keys and a parent that stands before them', () => {
    expect(unique(unitKeys)).toBe(true);
    for (const [i, { key, parent }] of units.entries()) {
      if (key !== 'bureau') expect(unitKeys.indexOf(parent ?? ''), key).toBeGreaterThanOrEqual(0);
      expect(unitKeys.indexOf(parent ?? ''), key).toBeLessThan(i);
    }
  });

  test('bear names and aliases that mean one unit only', () => {
    const names = [...units, ...groups.map((g) => ({ ...g, shortName: undefined }))].flatMap((u) => [
      ...new Set([u.name, ...(u.shortName ? [u.shortName] : []), ...(u.aliases ?? [])]),
    ]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test('include sixty venues of every kind, in every county, under its code', () => {
    const venues = units.filter((u) => u.type === 'venue');
    expect(venues).toHaveLength(60);
    expect(new Set(venues.map((u) => u.objectKind))).toEqual(new Set(venueKinds));
    expect(new Set(venues.map((u) => u.countyId))).toEqual(new Set([140302, 140303, 140311, 140321, 140322]));
    expect(venues.every((u) => u.name.includes('示范'))).toBe(true);
    expect(units.filter((u) => u.type !== 'venue' && u.objectKind)).toEqual([]);
  });

  test('answer to their groups', () => {
    for (const group of groups) expect(membersOf(group).length, group.name).toBeGreaterThan(2);
    expect(resolve('各县区文化和旅游局')).toHaveLength(5);
    expect(resolve('局公共服务和艺术科')).toEqual(resolve('公共服务和艺术科'));
  });
});

describe('people', () => {
  test('have unique keys, names and accounts, and surnames that show they are made up', () => {
    for (const list of [people.map((p) => p.key), people.map((p) => p.name), accounts]) expect(unique(list)).toBe(true);
    expect(people.filter((p) => !'平安康宁和常'.includes(p.name[0] ?? ''))).toEqual([]);
  });

  test('hold the accounts the product promises', () => {
    const promised = 'anjian juzhang shichang zhifa zhifa2 pingding yuxian jinju changsuo xitong anquan shenji'.split(
      ' ',
    );
    expect(promised.filter((account) => !accounts.includes(account))).toEqual([]);
    const manager = people.find((p) => p.account === 'changsuo')?.key;
    const venue = units.find((u) => u.key === posts.find((p) => p.person === manager)?.unit);
    expect(venue).toMatchObject({ type: 'venue', parent: 'pingding' });
  });

  test('fill posts in known units, with a desk and leaders wherever something is owed', () => {
    for (const p of posts) expect(unitKeys, p.person).toEqual(expect.arrayContaining([p.unit, p.anchor ?? p.unit]));
    for (const { key, type } of units.filter((u) => ['county', 'affiliated', 'section'].includes(u.type))) {
      expect(accounts, key).toContain(deskOf(key));
      if (type !== 'section') expect(leadersOf(key).length, key).toBeGreaterThanOrEqual(3);
    }
    expect(leadersOf('bureau')).toHaveLength(5);
    const posted = posts.filter((p) => p.leader).map((p) => p.person);
    expect(posted.filter((p, i) => posted.indexOf(p) !== i)).toHaveLength(1);
  });

  test('are on leave on the day of the demonstration, with a stand-in', () => {
    for (const leave of leaves('2026-11-23')) {
      expect(leave.from < '2026-11-23' && '2026-11-23' < leave.to).toBe(true);
      expect(people.map((p) => p.key)).toEqual(expect.arrayContaining([leave.person, leave.standIn]));
    }
  });
});

describe('the notice', () => {
  const { text, docNumber } = demoNotice({ date: '2026-03-05' });
  const [body = '', annex = ''] = text.split('\n\n附件\n\n');

  test('carries its number and the twenty-one tasks in body and annex', () => {
    expect(docNumber).toMatch(/^阳文旅字〔2026〕\d+号$/);
    expect(noticeTasks).toHaveLength(21);
    for (const { no, title } of noticeTasks) {
      expect(body).toContain(`\n${no}、${title}。`);
      expect(annex).toContain(`\n${no}\t${title}\t`);
    }
  });

  test('differs between body and annex where it was meant to, and names one unknown unit', () => {
    const differing = noticeTasks.filter((t) => !annex.includes(`\t${t.text}\t`)).map((t) => t.no);
    expect(differing).toEqual(noticeTasks.filter((t) => t.annexSwap).map((t) => t.no));
    expect(differing).toHaveLength(3);
    const named = noticeTasks.flatMap((t) => t.responsible.split(' '));
    expect(named.filter((name) => resolve(name).length === 0)).toEqual([unknownUnit]);
  });

  test('contains every clause word for word', () => {
    for (const clause of demoClauses('2026-03-05')) {
      expect(body).toContain(clause.text);
      expect(clause.text.length).toBeLessThanOrEqual(120);
      for (const name of clause.who) expect(resolve(name).length, name).toBeGreaterThan(0);
    }
  });

  const real = fileURLToPath(new URL('../../../../../shared/notice/notice.txt', import.meta.url));
  test.runIf(existsSync(real))('copies no sentence of the real one beyond titles and set phrases', () => {
    const setPhrases = [
      /^阳泉市文化和旅游局(文件|办公室)?$/,
      /^各县（区）文化和旅游局$/,
      /^市场管理科\S+科$/, // a list of responsible sections
    ];
    const titles = noticeTasks.map((t) => t.title);
    const ours = (text + demoDraft({ date: '2026-11-23' }).text).replace(/\s/g, '');
    const clauses = readFileSync(real, 'utf8')
      .split(/[。；，：\n\t]|<\/?p>/)
      .map((clause) => clause.replace(/\s/g, ''))
      .filter((clause) => clause.length >= 12 && !setPhrases.some((phrase) => phrase.test(clause)))
      .filter((clause) => !titles.includes(clause.replace(/^\d+、/, '')));
    expect(clauses.length).toBeGreaterThan(100);
    expect(clauses.filter((clause) => ours.includes(clause))).toEqual([]);
  });
});

describe.each(days)('history before %s', (now) => {
  const acts = plan(now);
  const issued = noticeDate(now);
  const quarters = spans(3, issued, now);
  const studied = acts.filter((a) => a.do === 'study');

  test('is sorted, lies before now and is the same each time', () => {
    const when = acts.map((a) => `${a.on} ${a.at}`);
    expect(when).toEqual([...when].sort());
    expect(acts.every((a) => a.on < now && /^\d\d:\d\d$/.test(a.at))).toBe(true);
    expect(plan(now)).toEqual(acts);
  });

  test('is acted by known accounts on known units and people', () => {
    const persons = people.map((p) => p.key);
    for (const a of [...acts, ...leadershipPlan(now)]) {
      expect(accounts).toContain(a.by);
      if ('unit' in a) expect(unitKeys).toContain(a.unit);
      if (a.do === 'study') {
        const named = [a.host, ...a.attendees, ...a.absent.map((p) => p.person)];
        expect(named.filter((p) => !persons.includes(p))).toEqual([]);
        expect(a.attendees).toContain(a.host);
        expect(a.headcount).toBeGreaterThanOrEqual(a.attendees.length);
        expect(a.heldOn <= a.on).toBe(true);
      }
      if (a.do === 'report') expect(a.occurredOn <= a.on).toBe(true);
    }
  });

  test('issues the notice first, in order', () => {
    const way = acts.filter((a) =>
      ['upload', 'review', 'bind', 'propose', 'instruct', 'number', 'send'].includes(a.do),
    );
    expect(way.map((a) => a.do)).toEqual(['upload', 'review', 'bind', 'propose', 'instruct', 'number', 'send']);
    expect(acts.slice(0, 7)).toEqual(way);
    const received = acts.flatMap((a) => (a.do === 'receive' ? a.unit : []));
    expect(received).toHaveLength(21);
    expect(received).not.toContain(laggard);
  });

  test('has its late, its made-good and its missed quarter, and leaves the future empty', () => {
    const of = (unit: string, q: string) => studied.filter((s) => s.units.includes(unit) && s.id.endsWith(q));
    const [late] = of(latecomer, quarters[0]?.key ?? '');
    expect(daysBetween(quarters[0]?.end ?? '', late?.on ?? '')).toBeGreaterThan(0);
    expect(daysBetween(quarters[0]?.end ?? '', late?.on ?? '')).toBeLessThanOrEqual(15);
    const explained = acts.find((a) => a.do === 'explain');
    const made = of(explained?.unit ?? '', explained?.period ?? '')[0];
    const gone = quarters.find((q) => q.key === explained?.period)?.end ?? '';
    expect(gone && made && made.heldOn > gone).toBe(true);
    const passed = quarters.filter((q) => q.end < now);
    expect(of(laggard, passed.at(-1)?.key ?? '')).toEqual([]);
    const fulfilled = passed.map((q) => debtors.filter((u) => of(u.key, q.key).length).length);
    expect(fulfilled).toEqual(passed.map((q) => (q === passed.at(-1) ? debtors.length - 1 : debtors.length)));
  });

  test('reports in many different sentences', () => {
    const texts = acts.flatMap((a) => (a.do === 'report' && a.clause === 'progress' ? a.text : []));
    expect(new Set(texts).size).toBeGreaterThan(150);
    expect(Math.max(...texts.map((t) => texts.filter((x) => x === t).length))).toBeLessThan(30);
  });
});

test('there are at least forty ways to say what was done', () => {
  const says = Object.values(sentences).flatMap((voices) => Object.values(voices).flat());
  const facts = { place: '某地', field: '某领域', few: 3, some: 8, many: 30 };
  expect(new Set(says.map((say) => say(facts))).size).toBeGreaterThanOrEqual(40);
});
