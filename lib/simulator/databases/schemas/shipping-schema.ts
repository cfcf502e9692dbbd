import type { MariadbSchema } from '../mariadb/mariadb-schema'
import { gatehouseUsers, passesOn, setsDefaultRoles } from './gatehouse-in-mariadb'
import { tablesOf } from './tables-of'

/** One policy opens every user of this target: etl_reader and dispatch alike. */
const users = `
${gatehouseUsers}
${setsDefaultRoles}
create user etl_reader@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl;
create user dispatch@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl;
create user label_printer@'%' identified by 'label-printer-demo';
`

const contents = `
create database shipping;
use shipping;
${tablesOf('shipping', 'carriers depots labels manifests parcels rates routes scans shipments surcharges')}
grant select on shipping.* to etl_reader@'%';
grant select, insert, update on shipping.* to dispatch@'%';
grant select on shipping.labels to label_printer@'%';
${passesOn('shipping')}
`

export const shipping: MariadbSchema = { users, contents }
