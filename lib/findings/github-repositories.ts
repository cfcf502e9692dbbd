import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { askTrust, roleTrust, type TrustWay } from '@/lib/access/decide/trust-ways'
import type { Principal } from '@/lib/access/model/principal'
import { issuerOf } from '@/lib/iam/index'
import { strangerThrough } from './stranger-through'

const GITHUB = 'token.actions.githubusercontent.com'
const REPOSITORY = /^repo:([\w.@-]+\/[\w.@-]+):./
const OWNER = /^([\w.-]+)[@/]/
/** What a run could stand for, so that a subject of GitHub's form comes out (GitHub Docs, "OpenID Connect reference"). */
const fillingsOf = (name: string) => [
  '',
  ':ref:refs/heads/main',
  '/',
  `${name}-owner/`,
  `repo:${name}-owner/`,
]
/** More stars than that are filled alike. */
const MOST_STARS = 3

/** Claims that a workflow says of itself, its audience among them. */
const FREE = /:(aud|ref|ref_type|base_ref|head_ref|environment|event_name|workflow|runner_environment)$/

export interface OpenSubject {
  /** The pattern as written; null: any repository of GitHub. */
  pattern: string | null
  /** It leaves the owner open: anybody makes themselves one that fits. */
  anyOwner: boolean
  statementIndex: number
}

export const isGitHub = ({ caller }: TrustWay) =>
  caller.kind === 'oidc' && (issuerOf(caller.value) === GITHUB || caller.value === '*')

/** Patterns of the subject by which workflows of more than one repository become the role. */
export function openSubjects(
  access: CompiledAccess,
  role: Principal,
  { caller, answer }: TrustWay,
): OpenSubject[] {
  const key = `${caller.value === '*' ? GITHUB : issuerOf(caller.value)}:sub`
  const lets = (subject: string) => {
    const token = strangerThrough(caller, { [key]: subject }, lowerKey => FREE.test(lowerKey))
    return askTrust(access, role, token).decision === 'allowed'
  }
  const first = answer.reasons.find(({ effect }) => effect === 'Allow')?.statementIndex ?? 0
  if (lets('repo:a-stranger/of-theirs:ref:refs/heads/main'))
    return [{ pattern: null, anyOwner: true, statementIndex: first }]
  const { trust } = roleTrust(access, role.trustText ?? '')
  return trust.statements.flatMap(({ prepared: { statement } }) => {
    if (statement.effect !== 'Allow') return []
    const patterns = (statement.condition ?? [])
      .filter(one => one.key.toLowerCase() === key)
      .flatMap(({ values }) => values)
    return patterns.flatMap(pattern => {
      const { repositories, owners } = severalOf(pattern, lets)
      if (repositories.size < 2) return []
      return [{ pattern, anyOwner: owners.size > 1, statementIndex: statement.index }]
    })
  })
}

interface Several {
  repositories: Set<string>
  owners: Set<string>
}

/** Repositories that the pattern lets in, and whose they are: two of each are enough to tell. */
function severalOf(pattern: string, lets: (subject: string) => boolean): Several {
  const found: Several = { repositories: new Set(), owners: new Set() }
  for (const subject of subjectsOf(pattern)) {
    const repository = REPOSITORY.exec(subject)?.[1]
    if (!repository || found.repositories.has(repository)) continue
    const owner = OWNER.exec(repository)?.[1] ?? ''
    if (found.repositories.size > 1 && found.owners.has(owner)) continue
    if (!lets(subject)) continue
    found.repositories.add(repository)
    found.owners.add(owner)
    if (found.owners.size > 1) break
  }
  return found
}

/** Subjects that the pattern may mean, of two names at least wherever it leaves a name open. */
function* subjectsOf(pattern: string): Generator<string> {
  if (!/[*?]/.test(pattern)) return
  const stars = Math.min((pattern.match(/\*/g) ?? []).length, MOST_STARS)
  for (const name of ['one', 'two']) {
    const fillings = fillingsOf(name)
    const runs = fillings.flatMap(filling => [`${filling}${name}`, `${filling}${name}:ref:refs/heads/main`])
    const choices = [...new Set([...fillings, ...runs])]
    for (let number = 0; number < choices.length ** stars; number++) {
      let rest = number
      let left = stars
      yield pattern.replaceAll('?', name.charAt(0)).replace(/\*/g, () => {
        const choice = choices[rest % choices.length] ?? ''
        if (left-- > 1) rest = Math.floor(rest / choices.length)
        return choice
      })
    }
  }
}
