import { columnsOf } from '@/lib/access/decide/columns'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import { usersNamed } from '@/lib/access/model/name-inside'
import { connectArn } from '@/lib/access/model/target'
import { userKey } from '@/lib/access/reach/users-view'
import { DECISIONS } from '@/lib/iam/index'
import { buildFinding } from '../build-finding'
import { insideFix } from '../document-fix'
import { count, factEvidence } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'

const about = {
  id: 'user-nobody-reaches',
  severity: 'low',
  title: 'Database user nobody is granted',
  description: 'An IAM-ready database user that no principal reaches but by a wildcard over all users.',
  source: PAGES.accounts,
} as const

const OPEN = new Set(['allowed', 'conditional'].map(decision => DECISIONS.indexOf(decision as 'allowed')))

export const userNobodyReaches: FindingRule = {
  ...about,
  *find({ access }) {
    for (const target of access.inventory.targets) {
      const scan = access.inventory.scans[target.resourceId]
      if (!scan) continue
      const { sql } = familyOf(target)
      const columns = columnsOf(access, target)
      const resources = columns.map(column => connectArn(target, column.representativeName))
      const codes = yield* access.compiled.rows([...access.inventory.principals.keys()], resources)
      const rows = access.inventory.principals.map((_, row) => row * columns.length)
      const isWide = (row: number) => OPEN.has(codes[row + columns.length - 1] ?? 0)
      for (const [at, column] of columns.entries()) {
        // A master user that signs in by IAM is a finding of its own, and is never to lose its login.
        if (column.kind !== 'user' || column.iamReady !== true || column.name === target.masterUsername)
          continue
        const users = usersNamed(scan, column.name).filter(each => each.iamReady)
        const reaching = rows.filter(row => OPEN.has(codes[row + at] ?? 0))
        if (reaching.some(row => !isWide(row))) continue
        const name = column.name
        yield buildFinding(about, {
          key: `${target.resourceId}/${name}`,
          sentence: `${name} on ${target.name} signs in by IAM, and no grant by its name takes effect: ${reaching.length === 0 ? 'nobody reaches it' : `only ${count(reaching.length, 'principal')} with a wildcard over all users ${reaching.length === 1 ? 'reaches' : 'reach'} it`}.`,
          subject: {
            kind: 'databaseUser',
            label: name,
            databaseUser: name,
            resourceId: target.resourceId,
            region: target.region,
          },
          targets: findingTargets([target]),
          evidence: factEvidence([
            { label: 'Database read', value: scan.scannedAt },
            { label: 'Reached by a wildcard', value: count(reaching.length, 'principal') },
          ]),
          fixes: [
            insideFix(
              { id: 'revoke', label: 'Close the user' },
              target,
              { user: users[0] ? userKey(users[0]) : name, change: 'close' },
              [
                `Make sure that nothing signs in as ${name} any more.`,
                ...(sql ? [...users.map(sql.allowPassword), ...users.map(sql.close)] : []),
              ],
            ),
          ],
        })
      }
    }
  },
}
