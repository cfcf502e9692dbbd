export const signOfLife = `
-- Said again every few seconds by the writer: its lock may be lost while it lives, and a call of it be under way.
alter table gatehouse.open_changes add column alive_at timestamptz(3) not null default clock_timestamp();
`
