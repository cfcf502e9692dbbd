export const sessions = `
create table gatehouse.sessions (
  id uuid primary key,
  -- Which secret seals its cookie: without it nobody can be in by it.
  sealed_by text not null,
  operator text not null,
  signed_in_at timestamptz(3) not null,
  -- To five minutes: not every request is worth a write.
  last_seen_at timestamptz(3) not null default now(),
  browser text not null,
  address text not null,
  ended_at timestamptz(3),
  ended_by text
);
create index sessions_signed_in on gatehouse.sessions (signed_in_at);
`
