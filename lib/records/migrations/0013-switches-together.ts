export const switchesTogether = `
-- The switch of several targets as it was decided: each part has its own entries in the log, which name this change.
create table gatehouse.switches_together (
  account_id text not null,
  id uuid not null,
  desired text not null,
  moment text not null,
  reason text not null,
  begun_by text not null,
  begun_at timestamptz(3) not null default clock_timestamp(),
  -- Each target with the digest of its plan.
  parts jsonb not null,
  -- Why nothing further was tried, in a sentence.
  stopped text,
  primary key (account_id, id)
);

create index audit_together on gatehouse.audit (account_id, (entry -> 'after' ->> 'together'))
  where entry -> 'after' ->> 'together' is not null;
`
