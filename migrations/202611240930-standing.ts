import { type Kysely, sql } from 'kysely';

/** Where each enrolment stands on every line of the rule: derived from facts, kept in the transaction that writes them. */
const statements = [
  `create table standing (
    enrolment_id uuid not null,
    bimtek_id uuid not null,
    person_id uuid not null,
    class_id uuid not null,
    village_code text collate "C" not null,
    regency_code text collate "C" not null,
    participant_no text not null,
    name_key text collate "C" not null,
    latest boolean not null,
    ended boolean not null,
    half_jp_planned integer not null,
    half_jp_attended integer not null,
    half_jp_open integer not null,
    open_questions integer not null,
    modules_required integer not null,
    modules_done integer not null,
    pre_bp integer,
    post_bp integer,
    post_attempts integer not null,
    rktl text not null check (rktl in ('none', 'submitted', 'revise', 'accepted')),
    l1 text not null check (l1 in ('met', 'open', 'never')),
    l2 text not null check (l2 in ('met', 'open', 'never')),
    l3 text not null check (l3 in ('met', 'open', 'never')),
    l4 text not null check (l4 in ('met', 'open', 'never')),
    l5 text not null check (l5 in ('met', 'open', 'never')),
    l6 text not null check (l6 in ('met', 'open', 'never')),
    r1 text not null,
    r2 text not null,
    r3 text not null,
    r4 text not null,
    r5 text not null,
    r6 text not null,
    closed boolean not null,
    due text check (due in ('sertifikat', 'surat-keterangan')),
    decree text not null check (decree in ('none', 'recorded', 'confirmed')),
    certificate_id uuid,
    certificate_kind text,
    certificate_status text,
    clearance text not null check (clearance in ('none', 'cleared', 'suspended')),
    rule_no integer not null,
    primary key (enrolment_id, bimtek_id),
    foreign key (bimtek_id, enrolment_id) references enrolment (bimtek_id, id)
  )`,
  `create index standing_regency on standing (regency_code, name_key, enrolment_id)`,
  `create index standing_class on standing (bimtek_id, class_id, participant_no)`,
  `create index standing_village on standing (village_code) where latest`,
  `create index standing_person on standing (person_id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
