export const accounts = `
-- Of which AWS account an entry tells, by what it says itself; entries from before they said it: by the ARN that called.
-- Null: of none. Coming and going, keys and seals are of the server.
alter table gatehouse.audit add column account_id text generated always as (
  coalesce(entry ->> 'accountId',
    substring(entry ->> 'callerArn' from '^arn:[^:]*:[^:]*:[^:]*:([0-9]{12}):'))) stored;
create index audit_account on gatehouse.audit (account_id, id desc);

-- Who wrote an entry. Those from before it was said are of persons, but for the one by which the server sealed its log.
alter table gatehouse.audit add column actor_kind text not null generated always as (
  coalesce(entry -> 'recordedBy' ->> 'kind', entry ->> 'actorKind',
    case when entry ->> 'action' = 'sealLog' then 'job' else 'person' end)) stored;

create index open_changes_account on gatehouse.open_changes (account_id, audit_id);

-- '': not known, as in scans: no account is called so, and nobody is shown them.
alter table gatehouse.change_steps add column account_id text not null default '';
alter table gatehouse.change_steps disable trigger change_step_rows;
update gatehouse.change_steps step set account_id = coalesce(
  (select account_id from gatehouse.open_changes open where open.audit_id = step.audit_id),
  (select account_id from gatehouse.audit where audit.id = step.audit_id), '');
alter table gatehouse.change_steps enable trigger change_step_rows;

-- A server of the release before names no account, and must not stop between two calls to AWS for it.
create function gatehouse.fill_step_account() returns trigger language plpgsql as $$
begin
  new.account_id := coalesce((select account_id from gatehouse.audit where id = new.audit_id), '');
  return new;
end $$;
create trigger change_step_account before insert on gatehouse.change_steps
  for each row when (new.account_id = '') execute function gatehouse.fill_step_account();
create index change_steps_account on gatehouse.change_steps (account_id, audit_id);
`
