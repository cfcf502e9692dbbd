import type { Target } from '@/lib/access/model/target'
import {
  allow,
  EVERYTHING,
  sampleRole,
  sampleTarget,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'
import { proxyBefore } from '@/lib/access/testing/sample-proxy'
import type { CasesByRule, World } from './rule-cases'

const orders = sampleTarget()
const off = sampleTarget({ ...switchedOff, tags: { env: 'prod' } })
const peer = (name: string, overrides: Partial<Target> = {}) =>
  sampleTarget({ name, resourceId: `db-${name}`, tags: { env: 'prod' }, ...overrides })
const targets = (...all: Target[]): World => ({ targets: all })

/** Switches and settings. */
export const TARGET_CASES: CasesByRule = {
  'dormant-grants': {
    fires: {
      'a grant on a target that is off': { targets: [off], cast: [sampleRole('app', [allow('app', off)])] },
    },
    silent: {
      'a grant on a target that is on': { cast: [sampleRole('app', [allow('app')])] },
      'an administrator': { targets: [off], cast: [sampleRole('admin', [EVERYTHING])] },
      'a target that is off and nobody’s': targets(off),
    },
  },
  'switch-off-among-peers': {
    fires: { 'two that are on': targets(off, peer('A'), peer('B')) },
    silent: {
      'one that is on': targets(off, peer('A')),
      'two of another engine': targets(off, peer('A', { family: 'mysql' }), peer('B', { family: 'mysql' })),
      'two of another environment': targets(off, peer('A', { tags: {} }), peer('B', { tags: {} })),
      'as many that are off': targets(off, peer('A'), peer('B'), peer('C', switchedOff)),
    },
  },
  'tls-not-enforced': {
    fires: {
      'a database that takes plaintext': targets(sampleTarget({ tlsEnforced: false })),
      'a proxy that takes plaintext': targets(proxyBefore(orders, { requireTls: false })),
    },
    silent: {
      'a database that asks for TLS': targets(orders),
      'a database whose setting was not read': targets(sampleTarget({ tlsEnforced: null })),
      'a proxy that asks for TLS': targets(proxyBefore(orders)),
    },
  },
  'old-certificate-authority': {
    fires: { 'a retired authority': targets(sampleTarget({ certificateAuthority: 'rds-ca-2019' })) },
    silent: {
      'the authority of today': targets(orders),
      'none that was read': targets(sampleTarget({ certificateAuthority: null })),
    },
  },
}
