import type { DemoSchema } from './demo-schema'

const roles = `
create role postgres login createrole createdb password 'analytics-master-demo' in role rds_superuser;
create role etl_loader login in role rds_iam;
create role bi_reader login in role rds_iam connection limit 60;
create role dw_admin login createrole in role rds_iam;
create role looker login password 'looker-demo' valid until '2027-03-31';
create role gatehouse_scan login in role rds_iam, pg_monitor connection limit 4;
create role gatehouse_ops login createrole in role pg_signal_backend connection limit 4;
grant rds_iam to gatehouse_ops with admin option;
create role dw_read nologin;
grant dw_read to gatehouse_ops with admin option;
grant dw_read to bi_reader, looker;
grant pg_read_all_data to dw_admin;
`

const contents = `
revoke create on schema public from public;
create schema marts authorization etl_loader;
create schema staging authorization etl_loader;
set role etl_loader;

create table marts.daily_orders (day date primary key, orders int not null, revenue_cents bigint not null);
create table marts.daily_stock (day date primary key, items int not null, low int not null);
create table marts.cohorts (month date not null, age int not null, customers int not null, primary key (month, age));
create table staging.loads (
  id bigint generated always as identity primary key, source text not null, rows int not null, loaded_at timestamptz not null);

insert into marts.daily_orders select current_date - n, 80 + n % 37, 400000 + n * 917 from generate_series(1, 400) n;
insert into marts.daily_stock select current_date - n, 300, n % 11 from generate_series(1, 400) n;
insert into marts.cohorts select date '2025-01-01' + m * interval '1 month', a, 900 / (a + 1) + m
  from generate_series(0, 20) m, generate_series(0, 12) a;
insert into staging.loads (source, rows, loaded_at)
  select 'orders-prod', 3000 + n, now() - n * interval '1 hour' from generate_series(1, 200) n;

grant usage on schema marts to dw_read, dw_admin;
grant select on all tables in schema marts to dw_read;
alter default privileges in schema marts grant select on tables to dw_read;
grant usage on schema marts, staging to gatehouse_ops with grant option;
grant select on all tables in schema marts, staging to gatehouse_ops with grant option;
reset role;
revoke connect on database dw from public;
grant connect on database dw to etl_loader, bi_reader, dw_admin, looker, gatehouse_scan, postgres;
grant connect on database dw to gatehouse_ops with grant option;
analyze;
`

export const analytics: DemoSchema = { database: 'dw', roles, contents }
