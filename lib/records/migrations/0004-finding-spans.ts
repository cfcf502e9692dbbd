export const findingSpans = `
create table gatehouse.finding_spans (
  id bigint generated always as identity primary key,
  account_id text not null,
  finding_id text not null,
  first_seen timestamptz(3) not null,
  last_seen timestamptz(3) not null,
  gone_at timestamptz(3),
  -- What the reading of last_seen could see: a finding is gone only for a reading that sees as much.
  regions text[] not null,
  unread text[] not null
);
create unique index finding_spans_open on gatehouse.finding_spans (account_id, finding_id) where gone_at is null;
create index finding_spans_finding on gatehouse.finding_spans (account_id, finding_id, first_seen);
create index audit_finding on gatehouse.audit
  ((coalesce(entry -> 'after' ->> 'findingId', entry -> 'before' ->> 'findingId')), id)
  where action in ('fixFinding', 'suppressFinding');
`
