// Knows a unit or a post by the way its name ends, and takes lists of them apart.

/** Endings of the names of bodies, from the general words of official documents. */
const BODY =
  /(?:政府|委员会|管委会|安委会|党委|党组|[省市县区部]委|委办|办公厅|办公室|[省市县区局厅院委]办|总队|支队|大队|中队|队|局|厅|部|处|科|科室|股|室|所|站|中心|馆|院|园|团|社|会|组|厂|场|店|店铺|商铺|商户|公司|集团|企业|单位|部门|机构|机关|学校|医院|景区|场所|场馆|网吧|酒店|宾馆|街道|乡镇|镇|乡|村|社区|地区|地方|各地|城市|县区|区县|县市区|县（市、区）|县（区）|市县|平台|专班|网格|兵团|法院|检察院|银行|总行|公署|主体)$/;
/** Endings of the names of posts and kinds of people. */
const POST =
  /(?:干部|负责人|责任人|管理人|管理员|人员|员工|职工|从业者|经营者|组织者|领导|同志|成员|代表|局长|科长|处长|主任|安全员|网格员|组长)$/;
/** Words that end like a body but are none. */
const NOT_BODY =
  /(?:^|全)社会$|机会$|会议$|[内外全局]部$|到处$|现场$|市场$|立场$|入场$|离场$|一部$|干部职工队$|之处$|处处$|好处$|场会$|现场会$|工作会$|研讨会$|晚会$|大会$|例会$|开会$|汛部$|制度$/;
/** What a name of a unit does not contain: verbs of the clause around it. */
const NOT_NAME =
  /[，。；：！？“”]|要求|根据|按照|对于|通过|确保|推动|完善|落实|开展|加强|建立|制定|^(?:对|以|在|把|将|为|从|到|按|与|并|不|使|让|由|向|凡|如|其|该|此|本着|督促|指导|组织|配合|涉及|发现|进一步)/;

const PART = '\u2028';

/** True when words name a unit, a group of units or a post. Takes squeezed words. */
export function isActor(words: string): boolean {
  const s = bare(words);
  if (s.length < 2 || s.length > 40 || NOT_NAME.test(s) || NOT_BODY.test(s)) return false;
  return BODY.test(s) || POST.test(s);
}

/** True when words name a body (not a person): recipients and signatures. */
export function isBody(words: string): boolean {
  const s = bare(words);
  return s.length >= 2 && s.length <= 60 && !/[，。；：！？]/.test(s) && !NOT_BODY.test(s) && BODY.test(s);
}

const bare = (words: string): string => words.replace(/（[^（）]{0,20}）$/, '').replace(/等$/, '');

/** Cuts at marks that stand outside brackets. */
export function cutOutside(words: string, marks: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let piece = '';
  for (const c of words) {
    if (c === '（' || c === '(') depth += 1;
    else if (c === '）' || c === ')') depth = Math.max(0, depth - 1);
    if (depth === 0 && marks.includes(c)) {
      pieces.push(piece);
      piece = '';
    } else piece += c;
  }
  pieces.push(piece);
  return pieces.map((p) => p.trim()).filter((p) => p !== '');
}

/** A running list such as 甲局、乙局和丙局 as its units. 和, 及 and 与 part names only when both sides are names. */
export function splitActors(words: string): string[] {
  return cutOutside(words, '、，,；;').flatMap((piece) => splitAnd(piece));
}

function splitAnd(piece: string): string[] {
  for (const m of piece.matchAll(/以及|和|及|与/g)) {
    const left = piece.slice(0, m.index);
    const right = piece.slice(m.index + m[0].length);
    if (isActor(left) && isActor(right) && !/^(?:有关|相关)?(?:单位|部门|机构|企业|地方|个人)$/.test(right))
      return [left, ...splitAnd(right)];
  }
  return [piece];
}

/** A cell of units: parted by blanks, 、, line breaks or slashes. A name broken over two lines is made whole. */
export function splitCell(words: string): string[] {
  const lines = words
    .split(PART)
    .map((l) => l.trim())
    .filter((l) => l !== '');
  const whole: string[] = [];
  for (const line of lines) {
    const last = whole.at(-1);
    if (
      last !== undefined &&
      !/[、，,；;]$/.test(last) &&
      /(?:[与和及]|保|考|管)$|^[^、\s]{1,6}$/.test(last) &&
      !isActor(last) &&
      isActor(lastName(last) + firstName(line))
    )
      whole[whole.length - 1] = last + line;
    else whole.push(line);
  }
  return whole
    .flatMap((line) => cutOutside(line, ' \t\u3000\u00a0、，,；;/／\n'))
    .map((u) => u.replace(/[。.]$/, ''))
    .filter((u) => u !== '');
}

const firstName = (line: string): string => /^[^\s、，,；;]*/.exec(line)?.[0] ?? '';
const lastName = (line: string): string => /[^\s、，,；;]*$/.exec(line)?.[0] ?? '';

/** 各县市区、功能区安委会办公室: the areas share the body named last. */
const AREA = /(?:省|市|县|区|州|旗|县（区）|县（市、区）)$/;
const AREA_BODY = /^各?.{0,4}(?:省|市|县|区|州|旗|兵团).*(?:政府|委员会|安委会|办公室|局|厅)$/;

/** Recipients (主送机关) of the line before the colon: 各A、各B are two, 国务院各部委、各直属机构 share one prefix and stay one. */
export function splitRecipients(words: string): string[] {
  return cutOutside(words, '，,；;').flatMap((group) => {
    const pieces = cutOutside(group, '、');
    const out: string[] = [];
    pieces.forEach((piece, i) => {
      const last = out.at(-1);
      const before = pieces[i - 1] ?? '';
      const modifier = (!isBody(before) && !isActor(before)) || (AREA.test(before) && AREA_BODY.test(piece));
      const shares = /^..+各/.test(last ?? '') && piece.startsWith('各');
      if (last !== undefined && (modifier || shares)) out[out.length - 1] = `${last}、${piece}`;
      else out.push(piece);
    });
    return out;
  });
}
