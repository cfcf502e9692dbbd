export const seal = `
-- <key id>:<HMAC of the hash>, with a key that is not in this database. Entries from before this migration have none.
alter table gatehouse.audit add column seal text;

create function gatehouse.refuse_unsealed() returns trigger language plpgsql as $$
begin
  raise exception 'An entry without a seal is refused: it comes from an older Gatehouse. Start the newer one everywhere.'
    using errcode = 'check_violation';
end $$;
create trigger audit_sealed before insert on gatehouse.audit
  for each row when (new.seal is null) execute function gatehouse.refuse_unsealed();

-- Entries that were waiting together are written together: the head may take several steps, along the chain.
create or replace function gatehouse.advance_audit_head() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.id > old.id
    and (select count(*) = new.id - old.id and bool_and(step.previous_hash = step.expected)
        and (array_agg(step.hash order by step.id desc))[1] = new.hash
      from (select id, hash, previous_hash, lag(hash, 1, old.hash) over (order by id) as expected
        from gatehouse.audit where audit.id > old.id and audit.id <= new.id) step)
  then
    return new;
  end if;
  raise exception 'The audit log is append-only: % on % is refused.', lower(tg_op), tg_table_name
    using errcode = 'insufficient_privilege';
end $$;

-- Written now and then, to know that this database can be written.
create table gatehouse.writable (
  only_row boolean primary key default true check (only_row),
  at timestamptz not null,
  filler text not null
);
alter table gatehouse.writable alter column filler set storage external;
`
