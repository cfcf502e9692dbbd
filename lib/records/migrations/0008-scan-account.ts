export const scanAccount = `
alter table gatehouse.scans add column account_id text not null default '';
-- Until now an installation knew one account: that of whoever called AWS last.
update gatehouse.scans set account_id = coalesce((
  select split_part(entry ->> 'callerArn', ':', 5) from gatehouse.audit
    where entry ->> 'callerArn' like 'arn:%' order by id desc limit 1), '');
alter table gatehouse.scans alter column account_id drop default;
alter table gatehouse.scans drop constraint scans_pkey;
alter table gatehouse.scans add primary key (account_id, resource_id);
`
