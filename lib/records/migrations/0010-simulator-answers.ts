export const simulatorAnswers = `
create table gatehouse.simulator_answers (
  account_id text not null,
  principal_arn text not null,
  resource text not null,
  -- Of the policies that AWS was asked about: with others the answer is old.
  policy_state text not null,
  decision text not null,
  organization_allows boolean,
  missing_context_keys text[] not null,
  asked_at timestamptz(3) not null,
  primary key (account_id, principal_arn, resource)
);
create index simulator_answers_asked on gatehouse.simulator_answers (account_id, asked_at);
`
