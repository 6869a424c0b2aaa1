/**
 * Types of the tables, as Kysely sees them. `test/database/schema.db.test.ts` compares this file with the
 * migrated database on both engines. Conventions: instants `Date`, days 'YYYY-MM-DD' text, JP in halves
 * (`half_jp`), scores in basis points (`_bp`, 0..10000), jsonb written as JSON text, bytea as bytes.
 */
import type { ColumnType, GeneratedAlways, Kysely, Transaction } from 'kysely';
import type { ReadonlyKysely } from 'kysely/readonly';

export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;
/** What `board/` gets: it can only read. */
export type ReadonlyDb = ReadonlyKysely<Database>;

/** jsonb: comes out parsed, goes in as `JSON.stringify` text (a raw array fails on one engine only). */
type Json<Shape = unknown> = ColumnType<Shape, string, string>;
type Text = string;
type Day = string;
type Id = string;
/** A column with a default: may be left out when writing. */
type Default<T> = ColumnType<T, T | undefined, T>;
type Flag<T> = T | null;

export type Role = 'kader' | 'duta' | 'pelatih' | 'korkab' | 'panitia' | 'admin' | 'pemantau';
export type MarkStatus = 'hadir' | 'terlambat' | 'izin' | 'sakit' | 'alpa';
export type MarkSource = 'roll-call' | 'check-in' | 'scan' | 'paper' | 'import' | 'correction';
export type EvidenceType = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf';
export type LineState = 'met' | 'open' | 'never';
export type CertificateKind = 'sertifikat' | 'surat-keterangan' | 'sertifikat-pelatih';
export type CertificateStatus = 'valid' | 'suspended' | 'revoked' | 'replaced';
export type QuizKind = 'pre' | 'module' | 'post';
export type StepKind = 'rkdd-sk' | 'sosialisasi' | 'proposal' | 'pelatihan';
export type TimeZone = 'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura';
export type Motif = 'netral' | 'minang';

export interface Database {
  province: { code: Text; name: Text };
  regency: { code: Text; province_code: Text; name: Text; village_term: Text };
  district: { code: Text; regency_code: Text; name: Text };
  village: {
    code: Text;
    name: Text;
    district_code: Text;
    regency_code: Text;
    province_code: Text;
    locus_since: Flag<Day>;
  };

  idempotency: { actor: Text; key: Text; route: Text; body_hmac: Uint8Array; response: Json; at: Date };
  audit_event: {
    id: Id;
    seq: GeneratedAlways<number>;
    at: Date;
    actor_id: Flag<Id>;
    act: Text;
    subject_kind: Text;
    subject_id: Text;
    bimtek_id: Flag<Id>;
    detail: Json;
    hash: Uint8Array;
  };
  setting: { key: Text; value: Json; by_id: Flag<Id>; at: Date };

  person: {
    id: Id;
    root_id: Id;
    name: Text;
    name_key: Text;
    title_prefix: Flag<Text>;
    title_suffix: Flag<Text>;
    sex: Flag<'L' | 'P'>;
    nik_cipher: Flag<Uint8Array>;
    nik_hmac: Flag<Uint8Array>;
    phone_e164: Flag<Text>;
    name_confirmed_at: Flag<Date>;
    consent_version: Flag<Text>;
    consent_at: Flag<Date>;
    latest_enrolment_id: Flag<Id>;
    erased_at: Flag<Date>;
    at: Date;
  };
  person_merge: {
    id: Id;
    bimtek_id: Id;
    kept_id: Id;
    other_id: Id;
    moved: Json;
    by_id: Id;
    at: Date;
    undone_at: Flag<Date>;
    undone_by: Flag<Id>;
  };
  not_duplicate: { one_id: Id; other_id: Id; by_id: Id; at: Date };
  account: {
    person_id: Id;
    login_phone: Flag<Text>;
    participant_code: Text;
    password_hash: Flag<Text>;
    active: boolean;
    failed: number;
    not_before: Flag<Date>;
    first_signed_in_at: Flag<Date>;
    at: Date;
  };
  login_session: {
    id_hash: Uint8Array;
    person_id: Id;
    created_at: Date;
    seen_at: Date;
    idle_seconds: number;
    idle_ends_at: Date;
    ends_at: Date;
    shared_phone: boolean;
    label: Text;
  };
  slip: {
    id: Id;
    person_id: Id;
    expires_at: Date;
    tries: number;
    printed_at: Flag<Date>;
    sent_at: Flag<Date>;
    used_at: Flag<Date>;
    void_at: Flag<Date>;
    by_id: Flag<Id>;
    at: Date;
  };
  slip_request: { id: Id; person_id: Id; at: Date; settled_at: Flag<Date> };
  second_step: {
    person_id: Id;
    sealed: Uint8Array;
    spare_id: Id;
    last_step: number;
    failed: number;
    not_before: Flag<Date>;
    at: Date;
  };
  spare_code_use: { spare_id: Id; no: number; person_id: Id; at: Date };
  role_grant: {
    id: Id;
    person_id: Id;
    role: Exclude<Role, 'kader'>;
    bimtek_id: Flag<Id>;
    province_code: Flag<Text>;
    regency_code: Flag<Text>;
    village_code: Flag<Text>;
    all_bimtek: Default<boolean>;
    audit: Default<boolean>;
    starts_at: Date;
    ends_at: Flag<Date>;
    by_id: Flag<Id>;
    at: Date;
  };

  issuer: {
    id: Id;
    unit: Text;
    name: Text;
    lines: Json<string[]>;
    place: Text;
    signatory_name: Text;
    signatory_title: Text;
    signatory_nip: Flag<Text>;
    logo_svg: Flag<Text>;
    at: Date;
  };
  bimtek: {
    id: Id;
    name: Text;
    label: Text;
    place: Text;
    time_zone: TimeZone;
    starts_on: Day;
    ends_on: Day;
    issuer_id: Id;
    counts_for_pkdd: boolean;
    rule_no: number;
    pass_deadline: Flag<Date>;
    issuing_here: Default<boolean>;
    motif: Default<Motif>;
    at: Date;
  };
  rule_version: { bimtek_id: Id; no: number; body: Json; by_id: Flag<Id>; at: Date };
  roster_mapping: { bimtek_id: Id; headers: Text; columns: Json; by_id: Id; at: Date };
  roster_draft: { id: Id; bimtek_id: Id; file_name: Text; sealed: Uint8Array; by_id: Id; at: Date };
  roster_import: {
    id: Id;
    bimtek_id: Id;
    file_name: Text;
    counts: Json;
    by_id: Id;
    at: Date;
    undone_at: Flag<Date>;
    undone_by: Flag<Id>;
  };
  roster_import_row: {
    import_id: Id;
    person_id: Id;
    made_person: boolean;
    enrolment_id: Flag<Id>;
    decree_id: Flag<Id>;
    assignment_id: Flag<Id>;
    changes: Json;
    said_before: ColumnType<unknown, string | null, string | null>;
  };
  roster_line: { bimtek_id: Id; person_id: Id; said: Json; at: Date };
  class: { id: Id; bimtek_id: Id; letter: Text };
  class_trainer: { bimtek_id: Id; class_id: Id; person_id: Id; since: Date; until: Flag<Date> };
  enrolment: {
    id: Id;
    bimtek_id: Id;
    root_id: Id;
    person_id: Id;
    participant_no: Text;
    village_code: Text;
    class_id: Id;
    joined_at: Date;
    ended_at: Flag<Date>;
    end_reason: Flag<Text>;
  };
  arrival: {
    id: Id;
    bimtek_id: Id;
    enrolment_id: Id;
    kloter: Flag<Text>;
    letter: boolean;
    by_id: Id;
    at: Date;
    undone_by: Flag<Id>;
    undone_at: Flag<Date>;
  };
  class_membership: { bimtek_id: Id; enrolment_id: Id; since: Date; class_id: Id };
  timetable_version: { bimtek_id: Id; no: number; changes: Json; by_id: Flag<Id>; at: Date };
  timetable_seen: { bimtek_id: Id; person_id: Id; no: number };
  /** `no`: the version that the text tells up to. */
  timetable_text: { bimtek_id: Id; class_id: Id; no: number; body: Text; by_id: Flag<Id>; at: Date };
  holiday: { bimtek_id: Id; day: Day; name: Text };
  session: {
    id: Id;
    bimtek_id: Id;
    no: number;
    starts_at: Date;
    ends_at: Date;
    half_jp: number;
    topic: Text;
    subject: Text;
    room: Text;
    counted: boolean;
    /** Who of the panitia looks after it; '' for nobody. */
    pic: Default<Text>;
    cancelled_at: Flag<Date>;
    cancel_reason: Flag<Text>;
    timetable_no: number;
    /** What stood here before the last published change; null when nothing changed since. */
    was: ColumnType<SessionWas | null, string | null, string | null>;
    finished_at: Flag<Date>;
    finished_by: Flag<Id>;
  };
  session_class: { bimtek_id: Id; class_id: Id; session_id: Id };
  session_trainer: { bimtek_id: Id; session_id: Id; person_id: Id };
  walk_in: {
    id: Id;
    bimtek_id: Id;
    session_id: Id;
    name: Text;
    place: Text;
    by_id: Id;
    at: Date;
    enrolment_id: Flag<Id>;
    mark_id: Flag<Id>;
    drop_reason: Flag<Text>;
    settled_by: Flag<Id>;
    settled_at: Flag<Date>;
  };
  trainer_mark: {
    id: Id;
    bimtek_id: Id;
    session_id: Id;
    person_id: Id;
    status: MarkStatus;
    replaces: Flag<Id>;
    by_id: Id;
    at: Date;
  };
  decree: {
    id: Id;
    person_id: Id;
    village_code: Text;
    regency_code: Text;
    number: Text;
    dated: Day;
    typed_by: Flag<Id>;
    confirmed: Default<boolean>;
    confirmed_by: Flag<Id>;
    confirmed_at: Flag<Date>;
    ended_at: Flag<Date>;
    at: Date;
  };
  assignment: {
    id: Id;
    person_id: Id;
    village_code: Text;
    regency_code: Text;
    decree_id: Flag<Id>;
    from_date: Day;
    to_date: Flag<Day>;
    active: boolean;
    ended_at: Flag<Date>;
    end_reason: Flag<Text>;
    at: Date;
  };

  course: { id: Text; title: Text };
  course_version: { course_id: Text; no: number; sha256: Uint8Array; at: Date };
  course_module: {
    course_id: Text;
    version_no: number;
    id: Text;
    position: number;
    title: Text;
    phase: 'before' | 'after';
    required: boolean;
    objectives: Json<Record<string, string>>;
  };
  module_guide: {
    course_id: Text;
    version_no: number;
    module_id: Text;
    half_jp: number;
    body_sha256: Uint8Array;
  };
  lesson_body: { sha256: Uint8Array; html: Text; bytes: number };
  course_file: { sha256: Uint8Array; mime: Text; content: Uint8Array };
  course_lesson: {
    course_id: Text;
    version_no: number;
    module_id: Text;
    id: Text;
    position: number;
    title: Text;
    minutes: number;
    body_sha256: Uint8Array;
    objectives: Default<string[]>;
  };
  bimtek_course: { bimtek_id: Id; course_id: Text; version_no: number };
  lesson_read: {
    bimtek_id: Id;
    enrolment_id: Id;
    course_id: Text;
    lesson_id: Text;
    version_no: number;
    at: Date;
  };
  lesson_place: { bimtek_id: Id; enrolment_id: Id; course_id: Text; lesson_id: Text; at: Date };

  question_version: {
    id: Id;
    course_id: Text;
    question_id: Text;
    no: number;
    sha256: Uint8Array;
    type: Text;
    /** What a kader may see: text and options. */
    body: Json;
    /** What nobody sees before the quiz allows it: right options, feedback, explanation. */
    key: Json;
    tags: string[];
    at: Date;
  };
  quiz: {
    course_id: Text;
    version_no: number;
    id: Text;
    kind: QuizKind;
    module_id: Flag<Text>;
    title: Text;
    pool: Json;
    draw: Json;
  };
  attempt: {
    id: Id;
    bimtek_id: Id;
    enrolment_id: Id;
    course_id: Text;
    version_no: number;
    quiz_id: Text;
    kind: QuizKind;
    no: number;
    form: Flag<Text>;
    layout: Json;
    started_at: Date;
    ends_at: Flag<Date>;
    grace_ends_at: Flag<Date>;
    handed_in_at: Flag<Date>;
    handed_in_by: Flag<'kader' | 'clock' | 'paper'>;
    score_bp: Flag<number>;
    late_decision: Flag<'accepted' | 'refused'>;
    late_by: Flag<Id>;
  };
  answer_event: {
    bimtek_id: Id;
    attempt_id: Id;
    question_no: number;
    device: Text;
    seq: number;
    key: Text;
    response: Json;
    device_at: Flag<Date>;
    corrected_at: Date;
    received_at: Date;
    late: boolean;
  };
  answer: {
    bimtek_id: Id;
    attempt_id: Id;
    question_no: number;
    question_version_id: Id;
    response: ColumnType<unknown, string | null, string | null>;
    points_bp: number;
  };
  allowance: {
    bimtek_id: Id;
    enrolment_id: Id;
    quiz_id: Text;
    no: number;
    extra_minutes: number;
    extra_attempts: number;
    reason: Text;
    person_id: Id;
    by_id: Id;
    at: Date;
  };

  mark: {
    id: Id;
    bimtek_id: Id;
    session_id: Id;
    enrolment_id: Id;
    status: MarkStatus;
    minutes_late: Flag<number>;
    left_at: Flag<Date>;
    note: Flag<Text>;
    bases: Id[];
    source: MarkSource;
    reason: Flag<Text>;
    by_id: Id;
    device: Text;
    device_at: Flag<Date>;
    corrected_at: Date;
    received_at: Date;
    judged_start: Flag<Date>;
    closing_no: Flag<number>;
  };
  attendance: {
    bimtek_id: Id;
    enrolment_id: Id;
    session_id: Id;
    status: MarkStatus;
    minutes_late: Flag<number>;
    head_id: Id;
    heads: number;
    open: boolean;
  };
  session_code: {
    id: Id;
    bimtek_id: Id;
    session_id: Id;
    opened_by: Id;
    opened_at: Date;
    closed_by: Flag<Id>;
    closed_at: Flag<Date>;
  };
  code_try: { code_id: Id; bimtek_id: Id; enrolment_id: Id; tries: number; wrong: number };
  head_count: { bimtek_id: Id; session_id: Id; heads: number; by_id: Id; at: Date };
  objection: {
    id: Id;
    bimtek_id: Id;
    session_id: Id;
    enrolment_id: Id;
    mark_id: Flag<Id>;
    says: Text;
    closing_no: Flag<number>;
    by_id: Id;
    at: Date;
  };
  objection_answer: {
    objection_id: Id;
    outcome: 'accepted' | 'refused';
    mark_id: Flag<Id>;
    reason: Text;
    by_id: Id;
    at: Date;
  };
  attendance_evidence: {
    id: Id;
    bimtek_id: Id;
    session_id: Id;
    class_id: Flag<Id>;
    sheet: Text;
    type: EvidenceType;
    size: number;
    sha256: Uint8Array;
    bytes: Flag<Uint8Array>;
    by_id: Id;
    at: Date;
    withdrawn_by: Flag<Id>;
    withdrawn_at: Flag<Date>;
    withdraw_reason: Flag<Text>;
  };
  dispensation: {
    bimtek_id: Id;
    enrolment_id: Id;
    session_id: Id;
    no: number;
    reason: Text;
    task: Text;
    person_id: Id;
    by_id: Id;
    at: Date;
    revoked_at: Flag<Date>;
    revoked_by: Flag<Id>;
  };
  closing: { bimtek_id: Id; no: number; by_id: Id; at: Date };
  /** What its berita acara says. */
  closing_record: { bimtek_id: Id; no: number; body: Json };
  reopening: {
    bimtek_id: Id;
    no: number;
    asked_by: Id;
    reason: Text;
    asked_at: Date;
    agreed_by: Flag<Id>;
    agreed_at: Flag<Date>;
  };

  rktl_draft: { bimtek_id: Id; enrolment_id: Id; rows: Json; at: Date };
  rktl_round: {
    bimtek_id: Id;
    enrolment_id: Id;
    no: number;
    rows: Json;
    submitted_at: Date;
    person_id: Id;
    decision: Flag<'accepted' | 'revise'>;
    comment: Flag<Text>;
    by_id: Flag<Id>;
    decided_at: Flag<Date>;
  };
  evaluation_done: { bimtek_id: Id; enrolment_id: Id; form: Text };
  evaluation_box: { id: Id; bimtek_id: Id; class_id: Id; form: Text; sealed: Uint8Array };
  evaluation_answer: { id: Id; bimtek_id: Id; class_id: Id; form: Text; answers: Json };

  certificate_counter: { issuer_id: Id; kind: Text; year: number; last: number };
  certificate: {
    id: Id;
    bimtek_id: Id;
    person_id: Id;
    enrolment_id: Flag<Id>;
    kind: CertificateKind;
    issuer_id: Id;
    year: number;
    seq: number;
    number: Text;
    for_pkdd: boolean;
    status: CertificateStatus;
    by_id: Id;
    at: Date;
  };
  certificate_revision: {
    certificate_id: Id;
    revision: number;
    serial: Uint8Array;
    code: Text;
    content: Json;
    rule_no: number;
    by_id: Id;
    at: Date;
  };
  certificate_pdf: { certificate_id: Id; revision: number; pdf: Uint8Array; sha256: Uint8Array; at: Date };
  certificate_event: {
    certificate_id: Id;
    no: number;
    event: 'issued' | 'suspended' | 'lifted' | 'revoked' | 'reissued' | 'replaced';
    reason: Flag<Text>;
    by_id: Id;
    at: Date;
  };
  clearance: {
    village_code: Text;
    regency_code: Text;
    person_id: Id;
    assignment_id: Id;
    decree_id: Id;
    certificate_id: Id;
    kind: Default<Text>;
    for_pkdd: Default<boolean>;
    status: Default<Text>;
    confirmed: Default<boolean>;
    active: Default<boolean>;
    by_id: Id;
    at: Date;
  };
  clearance_event: {
    assignment_id: Id;
    no: number;
    event: 'cleared' | 'suspended';
    reason: Flag<Text>;
    by_id: Id;
    at: Date;
  };
  pkdd_step: {
    id: Id;
    village_code: Text;
    regency_code: Text;
    kind: StepKind;
    no: number;
    on_date: Day;
    place: Text;
    men: number;
    women: number;
    evidence: Text;
    confirmed_by: Flag<Id>;
    confirmed_at: Flag<Date>;
    replaced_by: Flag<Id>;
    by_id: Id;
    at: Date;
  };

  standing: {
    enrolment_id: Id;
    bimtek_id: Id;
    person_id: Id;
    class_id: Id;
    village_code: Text;
    regency_code: Text;
    participant_no: Text;
    name_key: Text;
    latest: boolean;
    ended: boolean;
    half_jp_planned: number;
    half_jp_attended: number;
    half_jp_open: number;
    open_questions: number;
    modules_required: number;
    modules_done: number;
    pre_bp: Flag<number>;
    post_bp: Flag<number>;
    post_attempts: number;
    rktl: 'none' | 'submitted' | 'revise' | 'accepted';
    l1: LineState;
    l2: LineState;
    l3: LineState;
    l4: LineState;
    l5: LineState;
    l6: LineState;
    r1: Text;
    r2: Text;
    r3: Text;
    r4: Text;
    r5: Text;
    r6: Text;
    closed: boolean;
    due: Flag<'sertifikat' | 'surat-keterangan'>;
    decree: 'none' | 'recorded' | 'confirmed';
    certificate_id: Flag<Id>;
    certificate_kind: Flag<CertificateKind>;
    certificate_status: Flag<CertificateStatus>;
    clearance: 'none' | 'cleared' | 'suspended';
    rule_no: number;
  };
}

/** The former time and room of a session that a published change moved. */
export type SessionWas = { startsAt: string; endsAt: string; room: string };
