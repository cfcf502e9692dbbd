import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { readMasterPassword } from '@/lib/aws/master-secret'
import { readTarget } from '@/lib/aws/rds-target'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ID, INVENTORY_SECRET } from '@/lib/simulator/world/cast-ids'

let aws: SimulatedAws
beforeAll(async () => {
  aws = await simulatedAccount()
})
afterAll(() => aws.close())
beforeEach(() => aws.faults.clear())

it('a target says where RDS keeps its master password, and one without says none', async () => {
  const staging = await readTarget(homeAccount(), 'us-east-1', ID.inventoryStaging)
  expect(staging.masterSecretArn).toBe(INVENTORY_SECRET)
  expect((await readTarget(homeAccount(), 'us-east-1', ID.ordersProd)).masterSecretArn).toBeNull()
})

it('the secret gives user name and password, and the request id for the records', async () => {
  expect(await readMasterPassword(homeAccount(), INVENTORY_SECRET)).toEqual({
    username: 'postgres',
    password: 'inventory-master-demo',
    requestId: expect.stringMatching(/\S/),
  })
})

it('a refusal names the action, and neither it nor a secret that is gone says more', async () => {
  aws.faults.set({ rules: [{ kind: 'deny', service: 'secretsmanager' }] })
  await expect(readMasterPassword(homeAccount(), INVENTORY_SECRET)).rejects.toMatchObject({
    code: 'accessDenied',
    missingAction: 'secretsmanager:GetSecretValue',
  })
  aws.faults.clear()
  const role = aws.world.rds.get('us-east-1')?.instances.get('inventory-staging')
  if (role) role.masterSecret = { arn: `${INVENTORY_SECRET}2`, password: 'x' }
  await expect(readMasterPassword(homeAccount(), INVENTORY_SECRET)).rejects.toMatchObject({
    code: 'notFound',
  })
})
