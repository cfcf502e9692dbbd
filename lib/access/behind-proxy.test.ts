import { describe, expect, it } from 'vitest'
import { behindProxy } from './behind-proxy'
import { compileAccess } from './compile-access'
import { explainCell } from './explain'
import {
  allow,
  databaseUser,
  passwordUser,
  sampleInventory,
  sampleRole,
  sampleScan,
  sampleTarget,
} from './sample-inventory'
import type { Target } from './target'

const database = sampleTarget()
const proxyRole = sampleRole('proxy-role', [allow('app', database)])

function proxy(databaseAuth: 'secret' | 'iam'): Target {
  const targets = [{ name: database.name, resourceId: database.resourceId, health: 'AVAILABLE' }]
  return sampleTarget({
    kind: 'proxy',
    name: 'checkout-proxy',
    resourceId: 'prx-1',
    iamAuth: { state: 'viaProxy', accepted: true, reason: null },
    proxy: {
      clientAuth: 'required',
      requireTls: true,
      databaseAuth,
      roleArn: proxyRole.principal.arn,
      targets,
    },
  })
}

function accessWith(target: Target, read = true) {
  const cast = [proxyRole, sampleRole('client', [allow('app', target)])]
  const scans = read ? [sampleScan(database, [databaseUser('app'), passwordUser('legacy')])] : []
  return compileAccess(sampleInventory({ targets: [database, target], cast, scans }))
}

describe('behindProxy', () => {
  it.each([
    ['legacy', 'the proxy signs in to orders-prod as legacy with a password'],
    ['app', 'app on orders-prod signs in by IAM only'],
    ['ghost', 'orders-prod has no user ghost'],
  ])('with a secret, as %s: %s', (user, words) => {
    expect(behindProxy(accessWith(proxy('secret')), proxy('secret'), user)).toContain(words)
  })

  it.each([
    ['app', 'can connect'],
    ['legacy', 'no access'],
  ])('end to end, as %s, asks what the role of the proxy may: %s', (user, words) => {
    const sentence = behindProxy(accessWith(proxy('iam')), proxy('iam'), user)
    expect(sentence).toBe(`Behind it, role/proxy-role signs in to orders-prod as ${user}: ${words}.`)
  })

  it('does not change the verdict of the first hop, and stands beside it', () => {
    const target = proxy('secret')
    const cell = explainCell(accessWith(target), target, 'arn:aws:iam::111122223333:role/client', 'app')
    expect(cell.verdict).toBe('canConnect')
    expect(cell.detail).toContain('signs in by IAM only')
    expect(cell.caveats.map(caveat => caveat.id)).toContain('proxy-hop:prx-1')
  })

  it('says when the database behind was not read', () => {
    expect(behindProxy(accessWith(proxy('secret'), false), proxy('secret'), 'app')).toContain('was not read')
  })

  it('has nothing to say of a target that is no proxy', () => {
    expect(behindProxy(accessWith(proxy('iam')), database, 'app')).toBeNull()
  })
})
