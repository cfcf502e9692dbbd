export const scans = `
create table gatehouse.scans (
  resource_id text primary key,
  scanned_at timestamptz(3) not null default now(),
  scan jsonb not null
);
`
