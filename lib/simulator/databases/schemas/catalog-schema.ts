import type { MariadbSchema } from '../mariadb/mariadb-schema'

const users = `
create user catalog_ro@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl;
create user catalog_rw@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl;
create user gatehouse_scan@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl;
create user gatehouse_ops@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl;
create user legacy_feed@'%' identified by 'legacy-feed-demo';
grant select on mysql.* to gatehouse_scan@'%';
grant process on *.* to gatehouse_scan@'%';
grant select on mysql.* to gatehouse_ops@'%';
grant create user, process, connection admin on *.* to gatehouse_ops@'%';
`

const contents = `
create database catalog;
use catalog;
create table products (id int primary key auto_increment, title varchar(200) not null);
insert into products (title) select concat('Product ', seq) from seq_1_to_200;
grant select on catalog.* to catalog_ro@'%';
grant select, insert, update, delete on catalog.* to catalog_rw@'%';
`

export const catalog: MariadbSchema = { users, contents }
