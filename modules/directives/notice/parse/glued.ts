// Takes names apart that a narrow column of a PDF or a scan ran together: 各县区文旅局局属各单位 is two.
import { isActor } from './units.ts';

/** After one of these a name may end; what follows must not go on with the same name. */
const END = /(?:局|科|队|院|团|馆|单位|办公室|中心|所|站|处|公司|集团)(?![属科室队所站长和与及、])/g;
/** Names that cannot be the end of another one. */
const BEGINS = /^(?:各|局属|机关各|市直)/;

/** Every name of a table in, for each its parts out. Only what stands elsewhere as a name of its own is cut off. */
export function unglue(names: readonly string[]): Map<string, string[]> {
  const cut = new Map([...new Set(names)].map((name) => [name, [name]]));
  const known = new Set(names);
  // What one name was cut into may stand inside another.
  for (let more = true; more;) {
    more = false;
    for (const [name, parts] of cut) {
      if (parts.length > 1) continue;
      const pieces = piecesOf(name);
      const sure = pieces.length > 2 || pieces.every((p) => known.has(p) || BEGINS.test(p));
      if (pieces.length < 2 || !sure) continue;
      cut.set(name, pieces);
      for (const piece of pieces) known.add(piece);
      more = true;
    }
  }
  return cut;
}

/** The name cut after every possible ending, or whole when a piece would be no name. */
function piecesOf(name: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const m of name.matchAll(END)) {
    const to = m.index + m[0].length;
    if (to - from < 3 && !BEGINS.test(name.slice(to))) continue;
    pieces.push(name.slice(from, to));
    from = to;
  }
  if (from < name.length) pieces.push(name.slice(from));
  return pieces.every((p) => p.length >= 2 && isActor(p)) ? pieces : [name];
}
