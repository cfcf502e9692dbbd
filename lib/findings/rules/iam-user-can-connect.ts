import { dateInWords } from '@/lib/access/explain/condition-words'
import type { Principal } from '@/lib/access/model/principal'
import { isProduction } from '@/lib/access/model/production'
import { activeKeys, type UserCredentials } from '@/lib/access/model/user-credentials'
import { reaches } from '@/lib/access/model/verdict'
import { type Cell, cellsOf } from '@/lib/findings/affected-cells'
import { buildFinding } from '../build-finding'
import { byHand } from '../document-fix'
import { DAY_MS } from '../end-dates'
import { count, factEvidence } from '../evidence'
import type { Fact, FindingRule, Severity } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'

const about = {
  id: 'iam-user-can-connect',
  severity: 'high',
  title: 'IAM user with long-lived keys can connect',
  description:
    'An IAM user signs tokens with access keys that do not expire. High where it reaches production; less without an active key.',
  source: PAGES.bestPractices,
} as const

export const iamUserCanConnect: FindingRule = {
  ...about,
  *find({ access, now }) {
    const users = access.inventory.principals.filter(({ kind }) => kind === 'user')
    const byUser = new Map<number, Cell[]>()
    for (const cell of yield* cellsOf(access, users, access.inventory.targets)) {
      if (!reaches(cell.verdict)) continue
      const own = byUser.get(cell.row)
      if (own) own.push(cell)
      else byUser.set(cell.row, [cell])
    }
    for (const [row, cells] of byUser) {
      const user = users[row]
      if (!user) continue
      const targets = findingTargets(cells.map(({ target }) => target))
      const weight = weightOf(
        user,
        cells.some(({ target }) => isProduction(target)),
      )
      yield buildFinding(about, {
        key: user.arn,
        severity: weight.severity,
        title: weight.title,
        sentence: `${user.label} is granted logins on ${count(targets.length, 'target')}. ${weight.because}`,
        subject: { kind: 'principal', label: user.label, principalArn: user.arn },
        targets,
        evidence: factEvidence([
          { label: 'Kind', value: 'IAM user' },
          { label: 'Groups', value: user.groups.join(', ') || 'None' },
          ...keyFacts(user.credentials, now),
        ]),
        cells,
        fixes: [
          byHand('role', 'Use a role instead', [
            'Give the person IAM Identity Center, or the workload a role of its own, with the same grant.',
            'Take the grant from the user once nothing signs in with its keys.',
            'Deactivate its access keys, and delete them later.',
          ]),
        ],
      })
    }
  },
}

interface Weight {
  severity: Severity
  title: string
  because: string
}

/** Unread keys weigh like active ones. */
function weightOf({ credentials }: Principal, production: boolean): Weight {
  if (!credentials || activeKeys(credentials).length > 0)
    return {
      severity: production ? 'high' : 'medium',
      title: production ? 'Long-lived keys can reach production' : about.title,
      because:
        'An IAM user signs with access keys that do not expire: whoever copies one keeps the access until it is withdrawn.',
    }
  if (credentials.consolePassword)
    return {
      severity: production ? 'medium' : 'low',
      title: 'IAM user with a console password can connect',
      because: 'It has no active access key; with its console password somebody can sign from CloudShell.',
    }
  return {
    severity: 'low',
    title: 'IAM user that cannot sign is granted logins',
    because:
      'It has no active access key and no console password, so nothing signs as it today. Whoever creates a key for it can connect at once.',
  }
}

function keyFacts(credentials: UserCredentials | null, now: Date): Fact[] {
  if (!credentials) return [{ label: 'Access keys', value: 'Not read' }]
  const active = activeKeys(credentials)
  const oldest = active.flatMap(({ changedAt }) => changedAt ?? []).sort()[0]
  const used = active
    .flatMap(({ lastUsedAt }) => lastUsedAt ?? [])
    .sort()
    .at(-1)
  const age = oldest ? Math.floor((now.getTime() - Date.parse(oldest)) / DAY_MS) : 0
  return [
    {
      label: 'Access keys',
      value: `${active.length} active, ${credentials.keys.length - active.length} inactive`,
    },
    ...(oldest
      ? [{ label: 'Oldest active key', value: `${count(age, 'day')}, from ${dateInWords(oldest)}` }]
      : []),
    ...(active.length > 0
      ? [{ label: 'Key last used', value: used ? dateInWords(used) : 'Never, or not known' }]
      : []),
    { label: 'Console password', value: credentials.consolePassword ? 'Yes' : 'No' },
    { label: 'Credential report', value: dateInWords(credentials.asOf) },
  ]
}
