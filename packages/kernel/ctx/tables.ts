// Every table of the kernel as the query builder sees it; modules add their own beside it by `withTables`.
import type { ColumnType, Generated } from 'kysely';

type Timestamp = ColumnType<Date, Date | string, Date | string>;
type Json<T> = ColumnType<T, string, string>;
/** Written by the trigger from the unit; never by hand. */
type Scoped = { county_id: ColumnType<number, never, never>; station_id: ColumnType<string | null, never, never> };

export type UnitTable = {
  id: string;
  parent_id: string | null;
  name: string;
  short_name: string;
  type: string;
  county_id: number;
  station_id: ColumnType<string | null, never, never>;
  object_kind: string | null;
  sort: number;
  opened_on: string;
  closed_on: string | null;
  /** Who takes over what a closed unit owed. */
  successor_id: Generated<string | null>;
  closed_why: Generated<string | null>;
};

export type PostTable = {
  id: string;
  person_id: string;
  unit_id: string;
  title: string;
  role: string;
  anchor_unit_id: string | null;
  object_kinds: string[];
  leader: boolean;
  from_day: string;
  to_day: string | null;
};

export type RecordTable = Scoped & {
  id: string;
  module: string;
  kind: string;
  number: string | null;
  title: string;
  state: string;
  version: Generated<number>;
  unit_id: string;
  object_kind: string | null;
  occurred_on: string;
  deadline: string | null;
  history: Generated<boolean>;
  created_by: string | null;
  created_by_name: string;
  created_at: Timestamp;
  updated_at: Timestamp;
};

export type RuleTable = {
  id: string;
  /** The directive whose clause it is; null for a standing setting. */
  source_id: string | null;
  task: string | null;
  title: string;
  fact_kind: string;
  repeat: string;
  need: number;
  due: string | null;
  /** `unit` or `person`: who is asked. */
  about: string;
  from_day: string;
  to_day: string | null;
  version: Generated<number>;
  /** Units and groups named; a unit that joins a group later owes from its next full period. */
  debtors: Json<{ unitIds: string[]; groupIds: string[] }>;
  history: Generated<boolean>;
  closed_on: string | null;
  /** The rule of which this one hands a share to units below. */
  parent_id: Generated<string | null>;
  /** Due so many days before the span ends. */
  lead_days: Generated<number>;
  /** The rule that this one follows from its first span on. */
  supersedes: Generated<string | null>;
};

export type DutyTable = Scoped & {
  id: string;
  rule_id: string;
  unit_id: string;
  object_kind: string | null;
  post_id: string | null;
  person_id: string | null;
  leader_name: string | null;
  /** First day of the first span it owes. */
  from_day: string;
  to_day: string | null;
};

export type PeriodTable = Scoped & {
  id: string;
  duty_id: string;
  rule_id: string;
  source_id: string | null;
  unit_id: string;
  object_kind: string | null;
  key: string;
  label: string;
  from_day: string;
  due: string;
  /** The first due day of a period that was extended. */
  extended_from: Generated<string | null>;
  need: number;
  got: Generated<number>;
  begun: Generated<boolean>;
  excused: string | null;
  history: Generated<boolean>;
  late: Generated<boolean>;
  pending: Generated<boolean>;
  made_good: Generated<boolean>;
  explanation: string | null;
  explained_by_name: string | null;
  explained_at: Timestamp | null;
  /** Stamped from the rule when the period opened; a rebinding holds from the next one. */
  fact_kind: string;
  rule_version: number;
  opened_at: Timestamp;
};

/** Head and own row of a record at one moment. */
type Stood = { title: string; occurredOn: string; deadline: string | null; own: Record<string, unknown> };

export type KernelTables = {
  unit: UnitTable;
  unit_alias: { unit_id: string; name: string };
  unit_closure: { ancestor: string; descendant: string; depth: number };
  unit_group: {
    id: string;
    name: string;
    aliases: string[];
    rule: Json<{ types: string[]; unitIds: string[] }>;
    sort: number;
  };
  person: { id: string; name: string; phone: string | null; note: string | null };
  post: PostTable;
  absence: {
    id: string;
    post_id: string;
    from_day: string;
    to_day: string;
    reason: string;
    stand_in_id: string | null;
    kind: Generated<string>;
    noted_by_name: Generated<string | null>;
    noted_at: ColumnType<Date | null, Date | undefined, Date>;
  };
  /** The life of a unit and of its people, one sentence a line. */
  org_note: { id: string; unit_id: string; person_id: string | null; at: Timestamp; by_name: string; text: string };

  account: {
    login: string;
    person_id: string;
    hash: string;
    disabled: Generated<boolean>;
    created_at: Timestamp;
    /** The password was chosen by somebody else. */
    must_change: Generated<boolean>;
    disabled_why: Generated<string | null>;
    made_by_name: Generated<string | null>;
  };
  role: { key: string; label: string; permissions: string[]; sort: number };
  session: {
    token: Buffer;
    person_id: string;
    login: string;
    created_at: Timestamp;
    seen_at: Timestamp;
    expires_at: Timestamp;
    agent: string;
    /** By which its owner names it: the token is nobody's to see. */
    id: Generated<string>;
    /** When the second factor was last shown in it. */
    proved_at: Timestamp | null;
  };
  /** A person's second factor: the key in force and the one being enrolled, both sealed; codes of a step are taken once. */
  factor: {
    login: string;
    sealed: Buffer | null;
    pending: Buffer | null;
    pending_at: Timestamp | null;
    made_at: Timestamp | null;
    last_step: Generated<number>;
  };
  recovery_code: { login: string; hash: Buffer; used_at: Timestamp | null };
  /** Browsers in which a person signed in well. */
  device: { token: Buffer; login: string; made_at: Timestamp; seen_at: Timestamp };
  /** Tries at a door since it was last opened, until when they count. */
  sign_in_try: { gate: string; failed: number; until: Timestamp };
  access_grant: {
    record_id: string;
    unit_id: string | null;
    person_id: string | null;
    until: string | null;
    granted_by: string;
    granted_at: Timestamp;
  };
  scope_epoch: { one: boolean; n: number };

  record: RecordTable;
  timeline: {
    id: string;
    seq: Generated<number>;
    record_id: string;
    at: Timestamp;
    actor_id: string | null;
    actor_name: string;
    action: string;
    from_state: string | null;
    to_state: string;
    said: Json<Record<string, unknown>>;
    version: number;
    /** The record after this line; null for what was written before lines kept it. */
    stood: Json<Stood> | null;
  };
  op: {
    key: string;
    person_id: string;
    route: string;
    body_hash: string;
    status: number;
    answer: Json<unknown>;
    at: Timestamp;
  };
  outbox: {
    seq: Generated<number>;
    timeline_id: string;
    record_id: string;
    module: string;
    kind: string;
    action: string;
    from_state: string | null;
    to_state: string;
    unit_id: string;
    actor_id: string | null;
    actor_name: string;
    at: Timestamp;
  };
  search_doc: Scoped & { record_id: string; unit_id: string; object_kind: string | null; body: string; grams: string };
  series: { key: string; last: number };

  rule: RuleTable;
  duty: DutyTable;
  period: PeriodTable;
  fact: {
    id: string;
    kind: string;
    record_id: string;
    occurred_on: string;
    recorded_on: string;
    recorded_at: Timestamp;
    count: number;
    makes_good_id: string | null;
    history: Generated<boolean>;
    withdrawn_at: Timestamp | null;
  };
  fact_party: { fact_id: string; kind: string; occurred_on: string; unit_id: string | null; person_id: string | null };
  settlement: {
    id: string;
    seq: Generated<number>;
    period_id: string;
    fact_id: string;
    how: string;
    at: Timestamp;
    approved_by_name: string | null;
    approved_reason: string | null;
  };

  file: {
    id: string;
    sha256: string;
    name: string;
    size: number;
    type: string;
    uploaded_by: string | null;
    uploaded_by_name: string;
    uploaded_at: Timestamp;
    /** What the scanner for malware said, and what it found; `none` where there was no scanner. */
    verdict: Generated<'none' | 'pending' | 'clean' | 'found'>;
    found: Generated<string | null>;
  };
  attachment: { record_id: string; file_id: string; timeline_id: string | null; sort: number };

  inbox: {
    id: string;
    person_id: string;
    title: string;
    body: string;
    record_id: string | null;
    module: string | null;
    kind: string | null;
    at: Timestamp;
    read_at: Timestamp | null;
    /** The same cause makes one message only. */
    cause: string;
  };

  job_later: { id: Generated<number>; task: string; payload: Json<unknown>; run_at: Timestamp; key: string | null };
  reaction_done: { timeline_id: string; reaction: string; at: Timestamp };

  audit_in: {
    seq: Generated<number>;
    at: Timestamp;
    actor: string;
    verb: string;
    object: string | null;
    detail: Json<unknown>;
  };
  audit: {
    seq: number;
    at: Timestamp;
    actor: string;
    verb: string;
    object: string | null;
    detail: Json<unknown>;
    hash: Buffer;
    prev: Buffer;
  };

  setting: {
    key: string;
    value: Json<unknown>;
    label: string;
    source: string;
    updated_at: Timestamp;
    changed_by_name: string | null;
    changed_reason: string | null;
  };
  permission_met: { key: string };
  nightly_run: { day: string; at: Timestamp };
};
