import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { validateDocument } from '@/lib/iam/index'
import { SERVER_POLICIES } from './server-policies'

const adapters = new URL('../../aws/', import.meta.url)

/** IAM action of every SDK call that the adapters import, by the SDK's own naming. */
function calledActions(): string[] {
  const actions = new Set<string>()
  for (const name of readdirSync(adapters)) {
    if (!name.endsWith('.ts') || name.includes('.test.')) continue
    const source = readFileSync(new URL(name, adapters), 'utf8')
    for (const [, body, service] of source.matchAll(
      /import \{([^}]*)\} from '@aws-sdk\/client-(rds|iam|organizations|cloudwatch|cloudwatch-logs|secrets-manager)'/g,
    ))
      for (const [, command, paged] of (body ?? '').matchAll(/\b(?:(\w+)Command|paginate(\w+))\b/g))
        actions.add(`${service?.replace('cloudwatch-', '').replace('-', '')}:${command ?? paged}`)
  }
  return [...actions].sort()
}

const allowed = new Set(
  SERVER_POLICIES.flatMap(policy => policy.document.Statement.flatMap(({ Action }) => Action)),
)

describe('the policies that the server asks for', () => {
  it('cover every call that the adapters can make', () => {
    const called = calledActions()
    expect(called.length).toBeGreaterThan(20)
    expect(called.filter(action => !allowed.has(action))).toEqual([])
  })
  it('ask for nothing that is never called, and use no wildcard action', () => {
    // CreatePolicy with tags asks for the permission to tag.
    const called = new Set([...calledActions(), 'rds-db:connect', 'iam:TagPolicy'])
    expect([...allowed].filter(action => !called.has(action))).toEqual([])
  })
  it('are policies that IAM accepts', () => {
    for (const policy of SERVER_POLICIES)
      expect(validateDocument(JSON.stringify(policy.document))).toEqual([])
  })
  it('are those that the README lists, job by job', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
    const rows = SERVER_POLICIES.map(({ title, capability, document }) => {
      const actions = document.Statement.flatMap(({ Action }) => Action)
      return `| ${title} | \`${capability}\` | ${actions.map(action => `\`${action}\``).join(', ')} |`
    })
    expect(readme).toContain(['| job | setting | actions |', '|---|---|---|', ...rows].join('\n'))
  })
})
