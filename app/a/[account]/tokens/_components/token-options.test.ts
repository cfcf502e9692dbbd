import { describe, expect, it } from 'vitest'
import type { Verdict } from '@/lib/access/model/verdict'
import type { ConnectionOption } from '@/lib/connect/connection-options'
import { optionKey } from '@/lib/connect/option-key'
import { isHopeless, viewOptions, wantedKey, withTyped } from './token-options'

function option(
  target: string,
  databaseUser: string,
  verdict: Verdict,
  lastIssuedAt: string | null = null,
): ConnectionOption {
  return {
    region: 'us-east-1',
    resourceId: `db-${target}`,
    target,
    kind: 'instance',
    databaseUser,
    verdict,
    asFarAsRead: false,
    note: null,
    lastIssuedAt,
  }
}

const options = [
  option('orders', 'app', 'conditional', '2026-11-18T00:00:00.000Z'),
  option('orders', 'metrics', 'canConnect'),
  option('billing', 'app', 'dormant'),
]

describe('viewOptions', () => {
  it('groups yours, what else opens, and hides what does not until it is looked for', () => {
    const { groups, flat } = viewOptions(options, '', null)
    expect(groups.map(group => group.title)).toEqual(['Yours, most recent first', 'Also open to you'])
    expect(flat).toHaveLength(2)
    expect(viewOptions(options, 'app', null).flat.map(optionKey)).toEqual(['db-orders/app', 'db-billing/app'])
  })

  it('says also where something stands above', () => {
    const [first] = viewOptions(options.slice(1), '', null).groups
    expect(first?.title).toBe('Open to you')
  })

  it('shows what another signer opens, before it is looked for', () => {
    const other = { arn: 'role/oncall', label: 'role/oncall', withMfa: true }
    const some = [...options, { ...option('orders', 'oncall_rw', 'noAccess'), otherSigner: other }]
    const { groups } = viewOptions(some, '', null)
    expect(groups.at(-1)).toMatchObject({ title: 'Open to another signer', usable: true })
    expect(groups.at(-1)?.options.map(optionKey)).toEqual(['db-orders/oncall_rw'])
  })

  it('shows what the address asked for even when it does not open', () => {
    const keep = wantedKey(options, { resourceId: 'db-billing', databaseUser: 'app' })
    expect(viewOptions(options, '', keep).groups.at(-1)).toMatchObject({
      usable: false,
      options: [{ target: 'billing' }],
    })
  })

  it.each(['canConnect', 'notEvaluated', 'denied'] as const)(
    'what is to be kept is listed, however many stand before it: %s',
    verdict => {
      const many = Array.from({ length: 300 }, (_, at) => option('orders', `user_${at}`, verdict))
      expect(viewOptions(many, '', 'db-orders/user_299').flat.map(optionKey)).toContain('db-orders/user_299')
      expect(viewOptions(many, 'orders', 'db-orders/user_299').flat.map(optionKey)).toContain(
        'db-orders/user_299',
      )
    },
  )

  it('lists nothing when nothing opens, until it is looked for', () => {
    expect(viewOptions(options.slice(2), '', null).flat).toEqual([])
    expect(viewOptions(options.slice(2), 'billing', null).flat).toHaveLength(1)
  })

  it('every word must match, in target or user', () => {
    expect(viewOptions(options, 'ord met', null).flat.map(optionKey)).toEqual(['db-orders/metrics'])
    expect(viewOptions(options, 'nowhere', null).flat).toEqual([])
  })

  it('never says of what was not evaluated that it cannot be used', () => {
    const unknown = [option('orders', 'app', 'notEvaluated'), option('billing', 'app', 'denied')]
    const { groups, flat } = viewOptions(unknown, '', null)
    expect(groups.map(({ title, usable }) => [title, usable])).toEqual([
      ['Whether IAM allows it is not known', true],
    ])
    expect(flat.map(optionKey)).toEqual(['db-orders/app'])
  })

  it('takes only what is expected to be refused for hopeless', () => {
    const verdicts: Verdict[] = ['canConnect', 'conditional', 'notEvaluated', 'dormant', 'denied', 'noAccess']
    expect(verdicts.filter(isHopeless)).toEqual(['dormant', 'denied', 'noAccess'])
  })

  it('what was typed is one of the options, once', () => {
    const typed = option('billing', 'new', 'notEvaluated')
    expect(withTyped(options, typed)).toHaveLength(options.length + 1)
    expect(withTyped([...options, typed], typed)).toHaveLength(options.length + 1)
    expect(withTyped(options, null)).toBe(options)
  })
})
