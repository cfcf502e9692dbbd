import type { DemoSchema } from './demo-schema'

const roles = `
create role postgres login createrole createdb password 'orders-master-demo' in role rds_superuser;
create role app_migrator login in role rds_iam;
create role app_readonly login in role rds_iam connection limit 40;
create role app_readwrite login in role rds_iam connection limit 80;
create role reporting login in role rds_iam;
create role metrics login in role rds_iam, pg_monitor;
create role dba_admin login createrole in role rds_iam, rds_superuser;
create role gatehouse_scan login in role rds_iam, pg_monitor connection limit 4;
create role gatehouse_ops login createrole in role pg_signal_backend connection limit 4;
grant rds_iam to gatehouse_ops with admin option;

create role orders_read nologin;
create role orders_write nologin;
grant orders_read to gatehouse_ops with admin option;
grant orders_write to gatehouse_ops;
create role team_oncall nologin in role rds_iam;
create role support_ro login in role team_oncall;
create role oncall_rw login in role team_oncall;
create role developers nologin in role rds_iam;
create role dev_ana login in role developers;
create role dev_bo login in role developers valid until '2031-01-01';

create role legacy_api login password 'legacy-api-demo';
alter role app_readonly set default_transaction_read_only = on;
alter role support_ro set statement_timeout = '30s';
comment on role legacy_api is 'Order intake before 2023. Still on a password; moving to app_readwrite.';
`

const tables = `
revoke create on schema public from public;
grant create, usage on schema public to app_migrator;
create schema reporting authorization app_migrator;
set role app_migrator;

create table customers (
  id bigint generated always as identity primary key,
  name text not null,
  email text not null unique,
  country char(2) not null,
  marketing_consent boolean not null default false,
  created_at timestamptz not null
);
create table addresses (
  id bigint generated always as identity primary key,
  customer_id bigint not null references customers,
  line1 text not null, city text not null, postcode text not null, country char(2) not null
);
create table products (
  id bigint generated always as identity primary key,
  sku text not null unique,
  title text not null,
  price_cents int not null check (price_cents > 0),
  active boolean not null default true
);
create table coupons (
  code text primary key,
  percent_off int not null check (percent_off between 1 and 90),
  expires_on date not null
);
create type order_status as enum ('placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled');
create table orders (
  id bigint generated always as identity primary key,
  customer_id bigint not null references customers,
  address_id bigint not null references addresses,
  coupon_code text references coupons,
  status order_status not null,
  currency char(3) not null default 'EUR',
  placed_at timestamptz not null
);
create index on orders (customer_id, placed_at desc);
create index on orders (status) where status in ('placed', 'paid', 'packed');
create table order_lines (
  order_id bigint not null references orders,
  line_no int not null,
  product_id bigint not null references products,
  quantity int not null check (quantity > 0),
  unit_price_cents int not null,
  primary key (order_id, line_no)
);
create table payments (
  id bigint generated always as identity primary key,
  order_id bigint not null unique references orders,
  method text not null check (method in ('card', 'transfer', 'wallet')),
  amount_cents int not null,
  card_last4 char(4),
  captured_at timestamptz not null
);
create table refunds (
  id bigint generated always as identity primary key,
  payment_id bigint not null references payments,
  amount_cents int not null,
  reason text not null,
  refunded_at timestamptz not null
);
create table shipments (
  id bigint generated always as identity primary key,
  order_id bigint not null references orders,
  carrier text not null,
  tracking_code text not null unique,
  shipped_at timestamptz not null,
  delivered_at timestamptz
);
create table order_events (
  id bigint generated always as identity primary key,
  order_id bigint not null references orders,
  event text not null,
  detail jsonb not null default '{}',
  at timestamptz not null
);
create view reporting.daily_revenue as
  select placed_at::date as day, currency, count(*) as orders, sum(quantity * unit_price_cents) as cents
  from orders join order_lines on order_id = orders.id where status <> 'cancelled' group by 1, 2;
create view reporting.refund_rate as
  select date_trunc('month', captured_at)::date as month,
    round(100.0 * count(refunds.id) / count(*), 2) as percent
  from payments left join refunds on payment_id = payments.id group by 1;
`

const rows = `
select setseed(0.42);
insert into customers (name, email, country, marketing_consent, created_at)
  select initcap(first || ' ' || last), first || '.' || last || n || '@example.com',
    (array['DE','FR','ES','NL','IE','SE'])[1 + n % 6], n % 3 = 0, now() - (n * interval '17 hours')
  from generate_series(1, 400) n,
    lateral (select (array['ana','bo','carla','dmitri','eve','femi','gita','hugo','ines','jonas'])[1 + n % 10] as first,
      (array['okafor','lindqvist','raman','castell','haddad','moreau','novak','silva'])[1 + n % 8] as last);
insert into addresses (customer_id, line1, city, postcode, country)
  select id, (1 + id % 120) || ' Station Road', (array['Berlin','Lyon','Valencia','Utrecht','Cork','Malmo'])[1 + id % 6],
    lpad((10000 + id * 7)::text, 5, '0'), country from customers;
insert into products (sku, title, price_cents, active)
  select 'SKU-' || lpad(n::text, 5, '0'),
    (array['Kettle','Desk lamp','Wool blanket','Notebook','Headphones','Bicycle pump'])[1 + n % 6] || ' ' || n,
    499 + (n * 373) % 18000, n % 17 <> 0 from generate_series(1, 120) n;
insert into coupons values ('WELCOME10', 10, '2030-12-31'), ('SPRING25', 25, '2024-06-01'), ('STAFF40', 40, '2031-01-01');
insert into orders (customer_id, address_id, coupon_code, status, placed_at)
  select c, c, case when n % 9 = 0 then 'WELCOME10' end,
    case when n <= 30 then 'placed' when n <= 60 then 'paid' when n <= 80 then 'packed' when n <= 140 then 'shipped'
      when n % 23 = 0 then 'cancelled' else 'delivered' end::order_status,
    now() - n * interval '11 minutes' * (1 + random() / 10)
  from generate_series(1, 3000) n, lateral (select 1 + (n * 7919) % 400 as c);
insert into order_lines
  select orders.id, line, 1 + (orders.id * 31 + line * 17) % 120, 1 + (orders.id + line) % 3, price_cents
  from orders, generate_series(1, 1 + (orders.id % 4)::int) line
  join lateral (select price_cents from products where products.id = 1 + (orders.id * 31 + line * 17) % 120) p on true;
insert into payments (order_id, method, amount_cents, card_last4, captured_at)
  select id, m, cents, case when m = 'card' then lpad(((id * 7727) % 10000)::text, 4, '0') end, placed_at + interval '40 seconds'
  from orders, lateral (select (array['card','card','transfer','wallet'])[1 + id % 4] as m) method,
    lateral (select sum(quantity * unit_price_cents)::int as cents from order_lines where order_id = orders.id) total
  where status not in ('placed', 'cancelled');
insert into refunds (payment_id, amount_cents, reason, refunded_at)
  select id, amount_cents / 2, (array['damaged','late','changed mind'])[1 + id % 3], captured_at + interval '6 days'
  from payments where id % 29 = 0;
insert into shipments (order_id, carrier, tracking_code, shipped_at, delivered_at)
  select id, (array['DHL','PostNL','Correos'])[1 + id % 3], 'TRK' || md5(id::text), placed_at + interval '1 day',
    case when status = 'delivered' then placed_at + interval '3 days' end
  from orders where status in ('shipped', 'delivered');
insert into order_events (order_id, event, detail, at)
  select id, 'placed', jsonb_build_object('channel', (array['web','app','phone'])[1 + id % 3]), placed_at from orders
  union all select order_id, 'captured', jsonb_build_object('method', method), captured_at from payments
  union all select order_id, 'shipped', jsonb_build_object('carrier', carrier), shipped_at from shipments;
`

const grants = `
grant usage on schema public, reporting to app_readonly, app_readwrite, oncall_rw, support_ro, legacy_api, dba_admin, developers;
grant usage on schema reporting to reporting;
grant select on all tables in schema public to app_readonly, app_readwrite, oncall_rw, dba_admin;
grant select on all tables in schema reporting to reporting, app_readonly, dba_admin, developers;
grant insert, update, delete on all tables in schema public to app_readwrite, dba_admin;
grant insert, update on orders, order_lines, shipments, order_events to oncall_rw;
grant usage on all sequences in schema public to app_readwrite, oncall_rw, legacy_api;
grant select on customers, addresses, orders, order_lines, shipments, order_events to support_ro;
grant select (id, order_id, method, amount_cents, captured_at) on payments to support_ro;
grant select on products, coupons to developers, support_ro;
grant select, insert on orders, order_lines, customers to legacy_api;
grant usage on schema public, reporting to orders_read, orders_write;
grant select on all tables in schema public, reporting to orders_read, orders_write;
grant insert, update, delete on all tables in schema public to orders_write;
grant usage on schema public, reporting to gatehouse_ops with grant option;
grant select, insert, update, delete on all tables in schema public, reporting to gatehouse_ops with grant option;
alter default privileges in schema public grant select on tables to app_readonly, orders_read;
reset role;
grant connect on database orders to gatehouse_ops with grant option;
revoke connect on database orders from public;
grant connect on database orders to app_migrator, app_readonly, app_readwrite, reporting, metrics, dba_admin, gatehouse_scan,
  support_ro, oncall_rw, developers, legacy_api, postgres;
analyze;
`

export const orders: DemoSchema = { database: 'orders', roles, contents: [tables, rows, grants].join('\n') }
