import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { readTarget } from '@/lib/aws/rds-target'
import { checkConnection } from '@/lib/services/doctor/check-connection'
import { accountUnderChange } from '@/lib/services/testing/account-under-change'
import { person } from '@/lib/services/testing/person'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'

accountUnderChange()

it('a database is dialled once, however often and by however many the doctor is asked', async () => {
  let dialled = 0
  const server = createServer(socket => {
    dialled += 1
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { endpoint } = await readTarget(homeAccount(), 'us-east-1', ID.ordersProd)
  const { port } = server.address() as AddressInfo
  process.env.GATEHOUSE_TUNNELS = `${endpoint?.host}:${endpoint?.port}=127.0.0.1:${port}`
  const look = (name: string) =>
    checkConnection(person(name, ['read']), {
      ...{ check: 'endpoint', accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.ordersProd },
      ...{ databaseUser: null, principalArn: null, callerArn: null },
    })
  const answers = [...(await Promise.all([look('rita'), look('sam')])), await look('rita')]
  expect(answers.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed'])
  expect(dialled).toBe(1)
  server.close()
})
