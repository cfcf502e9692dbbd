import { describe, expect, it } from 'vitest'
import { demoDatabases } from '@/lib/services/testing/demo-databases'
import { person } from '@/lib/services/testing/person'
import { planToken } from '@/lib/services/tokens/plan-token'
import { testConnection } from '@/lib/services/tokens/test-connection'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT, roleArn } from '@/lib/simulator/world/statements'

demoDatabases(['analytics-dw'])
const mira = person('mira', ['read', 'mint'])
const question = {
  accountId: ACCOUNT,
  region: 'us-east-1',
  resourceId: ID.analyticsDw,
  databaseUser: 'bi_reader',
  signAs: roleArn('data-analyst'),
}

describe('a token for an endpoint of choice', () => {
  it('signs in by the writer, the reader, a custom endpoint and each member, each under its own name', async () => {
    const { endpoints } = await planToken(mira, question)
    expect(endpoints).toHaveLength(5)
    for (const { id } of endpoints) {
      const { ok, answer } = await testConnection(mira, { ...question, endpoint: id })
      expect({ id, ok, answer }).toEqual({ id, ok: true, answer: null })
    }
  })
})
