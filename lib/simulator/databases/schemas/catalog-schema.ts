import type { MariadbSchema } from '../mariadb/mariadb-schema'
import { gatehouseUsers, passesOn } from './gatehouse-in-mariadb'
import { tablesOf } from './tables-of'

const CATALOG = `
attributes brands bundles categories category_products images price_rules product_attributes product_texts suppliers
translations variants`

/** catalog_sync is the account that looks as if a token were its only way in. */
const users = `
${gatehouseUsers}
create user catalog_ro@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl;
create user catalog_rw@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl;
create user catalog_sync@'%' identified via AWSAuthenticationPlugin using 'RDS' or mysql_native_password using password('catalog-sync-demo');
create user 'search@larkspur'@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl;
create user legacy_feed@'%' identified by 'legacy-feed-demo';
`

const contents = `
create database catalog;
use catalog;
create table products (id int primary key auto_increment, title varchar(200) not null, price_cents int not null);
insert into products (title, price_cents) select concat('Product ', seq), 99 + seq * 13 from seq_1_to_200;
${tablesOf('catalog', CATALOG)}
create role catalog_read;
grant select on catalog.* to catalog_read;
grant catalog_read to gatehouse_ops@'%' with admin option;
grant catalog_read to catalog_ro@'%';
set default role catalog_read for catalog_ro@'%';
grant select, insert, update, delete on catalog.* to catalog_rw@'%';
grant select on catalog.products to 'search@larkspur'@'%';
grant select, insert, update on catalog.products to catalog_sync@'%';
grant select on catalog.* to legacy_feed@'%';
${passesOn('catalog')}
`

export const catalog: MariadbSchema = { users, contents }
