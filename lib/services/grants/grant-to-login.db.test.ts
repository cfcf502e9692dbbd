import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { recipes } from '@/lib/connect/recipes'
import { applyGrant } from '@/lib/services/grants/apply-grant'
import { planGrant } from '@/lib/services/grants/plan-grant'
import { demoDatabases } from '@/lib/services/testing/demo-databases'
import { person } from '@/lib/services/testing/person'
import { type IssuedToken, mintToken } from '@/lib/services/tokens/mint-token'
import { testConnection } from '@/lib/services/tokens/test-connection'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT, roleArn } from '@/lib/simulator/world/statements'

demoDatabases()
const mira = person('mira', ['read', 'mint', 'grant'])
const question = {
  accountId: ACCOUNT,
  region: 'us-east-1',
  resourceId: ID.ordersProd,
  databaseUser: 'metrics',
  signAs: roleArn('data-analyst'),
}
const hasPsql = spawnSync('psql', ['--version']).status === 0

const recipe = ({ way, token }: IssuedToken, id: string) =>
  recipes({ ...way, token }).find(one => one.id === id)?.text ?? 'no such recipe'

/** The databases answer in this very process, so it must not stand still meanwhile. */
async function run(program: string, parameters: string[], input = '') {
  const child = spawn(program, parameters, { stdio: 'pipe' })
  child.stdin.end(input)
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { out: out.trim(), error }
}
const shell = (script: string) => run('sh', ['-c', script])
const node = (module: string) => run(process.execPath, ['--input-type=module'], module)

describe('from a grant to a login', () => {
  it('is refused before the grant, with the policy named first', async () => {
    const test = await testConnection(mira, question)
    expect(test).toMatchObject({ ok: false, diagnosis: { step: 'iam' } })
    expect(test.answer).toContain('PAM authentication failed for user "metrics"')
    expect(test.diagnosis?.causes[0]).toMatchObject({
      id: 'policyMissing',
      title: expect.stringContaining('connect as metrics'),
    })
  })

  it('opens after the grant, step by step', async () => {
    const intent = {
      principals: [question.signAs],
      connections: [
        { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.ordersProd, databaseUsers: ['metrics'] },
      ],
      placement: { kind: 'newManaged' as const, policyName: 'gh-metrics' },
    }
    const { digest } = await planGrant(mira, { intent })
    await applyGrant(mira, { intent, digest, reason: 'CHG-2304' })
    const test = await testConnection(mira, question)
    expect(test.steps.map(step => `${step.id} ${step.outcome}`)).toEqual([
      'dns pass',
      'tcp pass',
      'tls pass',
      'iam pass',
      'role pass',
    ])
    expect(JSON.stringify(test)).not.toContain('X-Amz')
  })

  it('the node module of a token logs in, and an altered token does not', async () => {
    const issued = await mintToken(mira, { ...question, reason: 'INC-1' })
    expect((await node(recipe(issued, 'node'))).out).toContain("current_user: 'metrics'")
    const altered = recipe(issued, 'node').replace(/X-Amz-Signature=./, 'X-Amz-Signature=g')
    expect((await node(altered)).error).toContain('PAM authentication failed for user "metrics"')
    const other = recipe(issued, 'node').replace("user: 'metrics'", "user: 'app_readonly'")
    expect((await node(other)).error).toContain('PAM authentication failed for user "app_readonly"')
  })

  it.skipIf(!hasPsql)('psql, URI and environment print the database user', async () => {
    const issued = await mintToken(mira, { ...question, reason: 'INC-1' })
    const ask = '-Atc "select current_user"'
    expect((await shell(`${recipe(issued, 'psql')} ${ask}`)).out).toBe('metrics')
    expect((await shell(`psql '${recipe(issued, 'uri')}' ${ask}`)).out).toBe('metrics')
    expect((await shell(`${recipe(issued, 'env')}\npsql ${ask}`)).out).toBe('metrics')
  })
})
