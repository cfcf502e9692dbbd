import type { DemoSchema } from './demo-schema'

const roles = `
create role postgres login createrole createdb password 'analytics-master-demo' in role rds_superuser;
create role dw_admin login createrole in role rds_iam, rds_superuser;
create role etl_loader login in role rds_iam;
create role bi_reader login in role rds_iam connection limit 60;
alter role bi_reader set default_transaction_read_only = on;
`

const contents = `
revoke create on schema public from public;
grant create, usage on schema public to etl_loader;
set role etl_loader;

create table sales (
  id bigint generated always as identity primary key, sold_on date not null, country char(2) not null, cents int not null);
create view sales_by_month as
  select date_trunc('month', sold_on) as month, country, sum(cents) / 100.0 as revenue from sales group by 1, 2;
insert into sales (sold_on, country, cents)
  select date '2026-01-01' + n % 320, (array['NL', 'DE', 'FR', 'ES'])[1 + n % 4], 500 + n * 37 % 90000 from generate_series(1, 2000) n;

grant select on all tables in schema public to bi_reader;
reset role;
`

export const warehouse: DemoSchema = { database: 'dw', roles, contents }
