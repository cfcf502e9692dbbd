import { describe, expect, it } from 'vitest'
import { madeTogether, usersToMake } from './made-together'

const key = 'us-east-1/db-ABC/orders_svc'

describe('users that are made with a grant', () => {
  it('are those that the address asks for and that are missing, whatever else it names', () => {
    expect(madeTogether([key, 'us-east-1/db-ABC/app_readonly'], [key])).toEqual([key])
    expect(madeTogether(key, [key])).toEqual([key])
    expect(madeTogether(undefined, [key])).toEqual([])
  })

  it('sign in and have no rights, with a name of any letters', () => {
    expect(usersToMake(['us-east-1/db-ABC/ana/b@c'], '111122223333')).toEqual([
      {
        target: { accountId: '111122223333', region: 'us-east-1', resourceId: 'db-ABC' },
        intent: {
          kind: 'create',
          user: { name: 'ana/b@c', host: null },
          rights: { template: 'nothing', schemas: [], of: null, tables: [], direct: false },
          despite: [],
        },
      },
    ])
    expect(usersToMake(['nonsense'], 'x')).toEqual([])
  })
})
