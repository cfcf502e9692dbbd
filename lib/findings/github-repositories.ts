import type { CompiledAccess } from '@/lib/access/compile-access'
import type { Principal } from '@/lib/access/principal'
import { askTrust, roleTrust, type TrustWay } from '@/lib/access/trust-ways'
import { issuerOf } from '@/lib/iam/index'

const GITHUB = 'token.actions.githubusercontent.com'
const REPOSITORY = /^repo:([\w.@-]+\/[\w.@-]+):./
/** What a run could stand for, so that a subject of GitHub's form comes out (GitHub Docs, "OpenID Connect reference"). */
const FILLINGS = ['', ':ref:refs/heads/main', '/', 'owner/', 'repo:owner/']
/** More stars than that are filled alike. */
const MOST_STARS = 3

export interface OpenSubject {
  /** The pattern as written; null: any repository of GitHub. */
  pattern: string | null
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
    const token = { ...caller, context: { ...caller.context, [key]: subject } }
    return askTrust(access, role, token).decision === 'allowed'
  }
  const first = answer.reasons.find(({ effect }) => effect === 'Allow')?.statementIndex ?? 0
  if (lets('repo:a-stranger/of-theirs:ref:refs/heads/main')) return [{ pattern: null, statementIndex: first }]
  const { trust } = roleTrust(access, role.trustText ?? '')
  return trust.statements.flatMap(({ prepared: { statement } }) => {
    if (statement.effect !== 'Allow') return []
    const patterns = (statement.condition ?? [])
      .filter(one => one.key.toLowerCase() === key)
      .flatMap(({ values }) => values)
    return patterns
      .filter(pattern => letsSeveralIn(pattern, lets))
      .map(pattern => ({ pattern, statementIndex: statement.index }))
  })
}

function letsSeveralIn(pattern: string, lets: (subject: string) => boolean): boolean {
  const repositories = new Set<string>()
  for (const subject of subjectsOf(pattern)) {
    const repository = REPOSITORY.exec(subject)?.[1]
    if (repository && !repositories.has(repository) && lets(subject)) repositories.add(repository)
    if (repositories.size > 1) return true
  }
  return false
}

/** Subjects that the pattern may mean, of two names at least wherever it leaves a name open. */
function* subjectsOf(pattern: string): Generator<string> {
  if (!/[*?]/.test(pattern)) return
  const stars = Math.min((pattern.match(/\*/g) ?? []).length, MOST_STARS)
  for (const name of ['one', 'two']) {
    const runs = FILLINGS.flatMap(filling => [`${filling}${name}`, `${filling}${name}:ref:refs/heads/main`])
    const choices = [...new Set(['', ...FILLINGS, ...runs])]
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
