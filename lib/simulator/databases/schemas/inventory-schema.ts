import type { DemoSchema } from './demo-schema'

const roles = `
create role postgres login createrole createdb password 'inventory-master-demo' in role rds_superuser;
create role app_migrator login in role rds_iam;
create role stock_ro login in role rds_iam;
create role stock_rw login in role rds_iam;
create role gatehouse_scan login in role rds_iam, pg_monitor connection limit 4;
create role gatehouse_ops login createrole in role pg_signal_backend connection limit 4;
grant rds_iam to gatehouse_ops with admin option;
`

const contents = `
revoke create on schema public from public;
grant create, usage on schema public to app_migrator;
set role app_migrator;

create table warehouses (
  id int generated always as identity primary key, code text not null unique, city text not null);
create table items (
  id bigint generated always as identity primary key, sku text not null unique, title text not null, weight_g int not null);
create table stock (
  warehouse_id int not null references warehouses, item_id bigint not null references items,
  on_hand int not null check (on_hand >= 0), reserved int not null default 0 check (reserved <= on_hand),
  counted_at timestamptz not null, primary key (warehouse_id, item_id));
create table movements (
  id bigint generated always as identity primary key, warehouse_id int not null references warehouses,
  item_id bigint not null references items, quantity int not null check (quantity <> 0), reason text not null,
  moved_at timestamptz not null);
create table suppliers (
  id int generated always as identity primary key, name text not null unique, lead_days int not null);
create view low_stock as
  select sku, title, sum(on_hand - reserved) as free from stock join items on items.id = item_id group by 1, 2
  having sum(on_hand - reserved) < 20;

insert into warehouses (code, city) values ('AMS1', 'Amsterdam'), ('LEJ1', 'Leipzig'), ('MAD2', 'Madrid');
insert into suppliers (name, lead_days) select 'Supplier ' || n, 2 + n % 21 from generate_series(1, 25) n;
insert into items (sku, title, weight_g)
  select 'SKU-' || lpad(n::text, 5, '0'), 'Item ' || n, 80 + (n * 61) % 9000 from generate_series(1, 300) n;
insert into stock select w.id, i.id, (i.id * 13 + w.id * 7) % 90, 0, now() - (i.id % 40) * interval '1 day'
  from warehouses w, items i;
insert into movements (warehouse_id, item_id, quantity, reason, moved_at)
  select 1 + n % 3, 1 + (n * 17) % 300, case when n % 4 = 0 then 12 else -1 - n % 3 end,
    case when n % 4 = 0 then 'delivery' else 'order' end, now() - n * interval '7 minutes' from generate_series(1, 2000) n;

grant usage on schema public to stock_ro, stock_rw;
grant select on all tables in schema public to stock_ro, stock_rw;
grant insert, update, delete on stock, movements to stock_rw;
grant usage on schema public to gatehouse_ops with grant option;
grant select, insert, update, delete on all tables in schema public to gatehouse_ops with grant option;
reset role;
grant connect on database inventory to gatehouse_ops with grant option;
revoke connect on database inventory from public;
grant connect on database inventory to app_migrator, stock_ro, stock_rw, gatehouse_scan, postgres;
analyze;
`

export const inventory: DemoSchema = { database: 'inventory', roles, contents }
