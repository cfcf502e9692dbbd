import { expect, it } from 'vitest'
import type { Caveat } from '@/lib/access/model/caveat'
import { AT, sampleInventory, sampleTarget } from '@/lib/access/testing/sample-inventory'
import { caveatsFor } from './caveats-for'

const caveat = (scope: Caveat['scope'], subject: string): Caveat => ({
  id: `${scope}:${subject}`,
  scope,
  subject,
  message: '',
  answer: null,
  missingAction: null,
  at: AT,
})

it('keeps what weakens answers about the target and leaves out what concerns others', () => {
  const target = sampleTarget()
  const other = sampleTarget({ name: 'other', resourceId: 'db-OTHER' })
  const caveats = [
    caveat('iam', 'IAM'),
    caveat('policy', 'broken'),
    caveat('organization', 'SCPs'),
    caveat('region', 'us-east-1'),
    caveat('region', 'eu-west-1'),
    caveat('database', 'orders-prod'),
    caveat('database', 'other'),
    caveat('database', 'records'),
    caveat('target', 'db-OTHER'),
  ]
  const found = caveatsFor(sampleInventory({ targets: [target, other], caveats }), target)
  expect(found.map(each => each.id)).toEqual([
    'iam:IAM',
    'policy:broken',
    'organization:SCPs',
    'region:us-east-1',
    'database:orders-prod',
    'database:records',
  ])
})
