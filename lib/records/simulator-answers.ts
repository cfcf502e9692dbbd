import 'server-only'
import type { KeptAnswer } from '@/lib/access/model/simulated-cell'
import { records } from './pool'
import { transaction } from './transaction'

/** Of one account. Answers that deny nothing go first, then the oldest: a no that was forgotten would turn green. */
const KEPT_MOST = 50_000

interface Row {
  principal_arn: string
  resource: string
  policy_state: string
  decision: KeptAnswer['decision']
  organization_allows: boolean | null
  missing_context_keys: string[]
  asked_at: Date
}

const SAVE = `insert into gatehouse.simulator_answers as known
    (account_id, principal_arn, resource, policy_state, decision, organization_allows, missing_context_keys, asked_at)
  select $1, item ->> 'principalArn', item ->> 'resource', item ->> 'policyState', item ->> 'decision',
    (item ->> 'organizationAllows')::boolean,
    array(select jsonb_array_elements_text(item -> 'missingContextKeys')), (item ->> 'askedAt')::timestamptz
  from jsonb_array_elements($2::jsonb) as item
  on conflict (account_id, principal_arn, resource) do update set policy_state = excluded.policy_state,
    decision = excluded.decision, organization_allows = excluded.organization_allows,
    missing_context_keys = excluded.missing_context_keys, asked_at = excluded.asked_at
  where known.asked_at <= excluded.asked_at`

const PRUNE = `delete from gatehouse.simulator_answers where account_id = $1 and (principal_arn, resource) in (
  select principal_arn, resource from gatehouse.simulator_answers where account_id = $1
  order by organization_allows is false desc, asked_at desc, principal_arn, resource offset $2)`

/** Keeps what AWS's policy simulator said, the newest of each cell; each cell once in a list. */
export async function saveAnswers(
  accountId: string,
  answers: readonly KeptAnswer[],
  most = KEPT_MOST,
): Promise<void> {
  if (answers.length === 0) return
  await transaction('begin', async client => {
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 7231010))', [accountId])
    await client.query(SAVE, [accountId, JSON.stringify(answers)])
    await client.query(PRUNE, [accountId, most])
  })
}

/** Everything that AWS's policy simulator said of one account. */
export async function loadAnswers(accountId: string): Promise<KeptAnswer[]> {
  const { rows } = await (await records()).query<Row>(
    `select principal_arn, resource, policy_state, decision, organization_allows, missing_context_keys, asked_at
      from gatehouse.simulator_answers where account_id = $1`,
    [accountId],
  )
  return rows.map(row => ({
    principalArn: row.principal_arn,
    resource: row.resource,
    policyState: row.policy_state,
    decision: row.decision,
    organizationAllows: row.organization_allows,
    missingContextKeys: row.missing_context_keys,
    askedAt: row.asked_at.toISOString(),
  }))
}
