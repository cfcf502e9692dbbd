export const audit = `
create table gatehouse.audit (
  id bigint primary key,
  at timestamptz(3) not null,
  entry jsonb not null,
  previous_hash text not null,
  hash text not null,
  actor text not null generated always as (entry ->> 'actor') stored,
  action text not null generated always as (entry ->> 'action') stored,
  outcome text not null generated always as (entry ->> 'outcome') stored,
  resource_id text generated always as (entry ->> 'resourceId') stored
);
create index audit_at on gatehouse.audit (at desc);
create index audit_actor on gatehouse.audit (actor, id desc);
create index audit_resource on gatehouse.audit (resource_id, id desc);

-- The head says how long the log is: without it, cutting off the newest entries would leave a shorter, valid chain.
create table gatehouse.audit_head (
  only_row boolean primary key default true check (only_row),
  id bigint not null,
  hash text not null
);
insert into gatehouse.audit_head (id, hash) values (0, repeat('0', 64));

create function gatehouse.refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is append-only: % on % is refused.', lower(tg_op), tg_table_name
    using errcode = 'insufficient_privilege';
end $$;

create function gatehouse.advance_audit_head() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.id = old.id + 1
    and exists (select from gatehouse.audit where audit.id = new.id and audit.hash = new.hash and previous_hash = old.hash)
  then
    return new;
  end if;
  raise exception 'The audit log is append-only: % on % is refused.', lower(tg_op), tg_table_name
    using errcode = 'insufficient_privilege';
end $$;

create trigger audit_rows before update or delete on gatehouse.audit for each row execute function gatehouse.refuse_audit_change();
create trigger audit_truncate before truncate on gatehouse.audit for each statement execute function gatehouse.refuse_audit_change();
create trigger head_rows before insert or update or delete on gatehouse.audit_head
  for each row execute function gatehouse.advance_audit_head();
create trigger head_truncate before truncate on gatehouse.audit_head for each statement execute function gatehouse.refuse_audit_change();
`
