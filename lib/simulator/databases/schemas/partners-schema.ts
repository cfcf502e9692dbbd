import type { MariadbSchema } from '../mariadb/mariadb-schema'
import { gatehouseUsers, passesOn, setsDefaultRoles } from './gatehouse-in-mariadb'
import { tablesOf } from './tables-of'

/** partner_sync is granted in IAM, and still on a password here. */
const users = `
${gatehouseUsers}
${setsDefaultRoles}
create user partner_api@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl;
create user partner_sync@'%' identified by 'partner-sync-demo' require ssl;
`

const contents = `
create database partners;
use partners;
${tablesOf('partners', 'api_keys callbacks contacts contracts deliveries events partners quotas webhooks')}
create role partner_read;
grant select on partners.* to partner_read;
grant partner_read to gatehouse_ops@'%' with admin option;
grant select, insert, update on partners.* to partner_api@'%';
grant select on partners.* to partner_sync@'%';
${passesOn('partners')}
`

export const partners: MariadbSchema = { users, contents }
