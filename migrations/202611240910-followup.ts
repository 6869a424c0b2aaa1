import { type Kysely, sql } from 'kysely';

/** RKTL and evaluation. An evaluation answer is sealed in a box and mixed later: no row, time or transaction number leads from it to a person. */
const statements = [
  `create table rktl_draft (
    bimtek_id uuid not null,
    enrolment_id uuid not null,
    rows jsonb not null,
    at timestamptz not null,
    primary key (bimtek_id, enrolment_id),
    foreign key (bimtek_id, enrolment_id) references enrolment (bimtek_id, id)
  )`,
  `create table rktl_round (
    bimtek_id uuid not null,
    enrolment_id uuid not null,
    no integer not null check (no > 0),
    rows jsonb not null,
    submitted_at timestamptz not null,
    person_id uuid not null,
    decision text check (decision in ('accepted', 'revise')),
    comment text,
    by_id uuid,
    decided_at timestamptz,
    primary key (bimtek_id, enrolment_id, no),
    foreign key (bimtek_id, enrolment_id) references enrolment (bimtek_id, id),
    check ((decision is null) = (by_id is null)),
    check ((decision is null) = (decided_at is null)),
    check (by_id <> person_id)
  )`,
  `create index rktl_waiting on rktl_round (bimtek_id, submitted_at) where decision is null`,
  `create table evaluation_done (
    bimtek_id uuid not null,
    enrolment_id uuid not null,
    form text not null,
    primary key (bimtek_id, enrolment_id, form),
    foreign key (bimtek_id, enrolment_id) references enrolment (bimtek_id, id)
  )`,
  `create trigger evaluation_done_frozen before update or delete on evaluation_done for each row execute function refuse_change()`,
  `create table evaluation_box (
    id uuid primary key,
    bimtek_id uuid not null,
    class_id uuid not null,
    form text not null,
    sealed bytea not null,
    foreign key (bimtek_id, class_id) references class (bimtek_id, id)
  )`,
  `create index evaluation_box_form on evaluation_box (bimtek_id, class_id, form)`,
  `create table evaluation_answer (
    id uuid primary key,
    bimtek_id uuid not null,
    class_id uuid not null,
    form text not null,
    answers jsonb not null,
    foreign key (bimtek_id, class_id) references class (bimtek_id, id)
  )`,
  `create index evaluation_answer_form on evaluation_answer (bimtek_id, class_id, form)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
