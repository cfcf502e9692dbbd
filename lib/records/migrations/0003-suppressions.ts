export const suppressions = `
create table gatehouse.suppressions (
  account_id text not null,
  finding_id text not null,
  reason text not null,
  accepted_by text not null,
  accepted_at timestamptz(3) not null default now(),
  accepted_until timestamptz(3) not null,
  primary key (account_id, finding_id)
);
`
