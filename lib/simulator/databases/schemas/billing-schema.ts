import type { MariadbSchema } from '../mariadb/mariadb-schema'
import { gatehouseUsers, passesOn, setsDefaultRoles } from './gatehouse-in-mariadb'
import { tablesOf } from './tables-of'

const BILLING = `
accounts account_contacts account_notes addresses adjustments bank_accounts billing_runs cards charge_lines charges
collections contracts contract_lines credit_notes credit_note_lines currencies discounts dunning_letters exchange_rates
invoice_lines invoices ledger_entries ledger_periods mandates payment_attempts payment_methods payments payouts
plans plan_prices products price_lists refunds refund_lines reminders revenue_schedules statements subscriptions
subscription_changes usage_events usage_totals write_offs`
const TAX = 'countries exemptions filings filing_lines jurisdictions rates registrations rules thresholds'

/** The office may come with a password, for month_end; everybody else with a token. */
const users = `
${gatehouseUsers}
${setsDefaultRoles}
create user billing_ro@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl;
create user month_end@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl;
create user month_end@'10.44.%' identified by 'month-end-demo';
create user archive_2023@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl account lock;
create user invoice_legacy@'%' identified by 'invoice-legacy-demo';
create user invoice_render@'%' identified by 'invoice-render-demo' password expire;
`

const contents = `
create database billing;
create database tax;
use billing;
${tablesOf('billing', BILLING)}
${tablesOf('tax', TAX)}
create view billing.open_invoices as select id, note from billing.invoices where made_at > now() - interval 30 day;
create role billing_read;
create role billing_write;
grant select on billing.* to billing_read, billing_write;
grant select on tax.* to billing_read, billing_write;
grant insert, update, delete on billing.* to billing_write;
grant billing_read to gatehouse_ops@'%';
grant billing_write to gatehouse_ops@'%' with admin option;
grant billing_read to billing_ro@'%';
set default role billing_read for billing_ro@'%';
grant billing_write to month_end@'%';
grant select, insert on billing.invoices to month_end@'10.44.%';
grant select on billing.* to archive_2023@'%';
grant select, insert, update on billing.invoices to invoice_legacy@'%';
grant select, insert, update on billing.invoice_lines to invoice_legacy@'%';
grant select (id, note) on billing.invoices to invoice_render@'%';
${passesOn('billing', 'tax')}
`

export const billing: MariadbSchema = { users, contents }
