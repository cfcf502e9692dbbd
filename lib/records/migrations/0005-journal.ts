export const journal = `
-- A change that was announced and of which nobody has said yet what came of it.
create table gatehouse.open_changes (
  audit_id bigint primary key,
  account_id text not null,
  key text not null,
  -- The advisory lock that its writer holds: gone when that process is.
  lock_key bigint not null,
  opened_at timestamptz(3) not null default clock_timestamp()
);

create table gatehouse.change_steps (
  audit_id bigint not null,
  step int not null,
  at timestamptz(3) not null default clock_timestamp(),
  done boolean not null,
  request_id text,
  answer text,
  primary key (audit_id, step)
);
create trigger change_step_rows before update or delete on gatehouse.change_steps
  for each row execute function gatehouse.refuse_audit_change();
create trigger change_step_truncate before truncate on gatehouse.change_steps
  for each statement execute function gatehouse.refuse_audit_change();

create index audit_intention on gatehouse.audit (((entry ->> 'intention')::bigint)) where entry ? 'intention';
create index audit_about on gatehouse.audit (((entry ->> 'about')::bigint), id) where entry ? 'about';
`
