import { problem, type TokenProblem } from './token-problem'

/** DNS suffixes of RDS by partition; the Region stands before `rds`, in China behind it. */
const RDS_HOST =
  /^[a-z0-9.-]+?\.(?:([a-z]{2}(?:-[a-z]+)+-\d+)\.rds|rds\.(cn-[a-z]+-\d+)|rds)\.(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/

/** Null: no endpoint of RDS, or one that does not tell its Region. */
export function regionOfHost(host: string): string | null {
  const [, before, behind] = RDS_HOST.exec(host.toLowerCase()) ?? []
  return before ?? behind ?? null
}

const SIGN_ENDPOINT =
  'Sign the endpoint that RDS shows for the target, and let the client dial the tunnel or the alias.'
const USUAL_PORTS = new Set([3306, 5432, 1433])

/** RDS User Guide, "Connecting using IAM": the token is for the endpoint, never for a name or tunnel that leads to it. */
export function hostProblems(host: string, port: number, region: string): TokenProblem[] {
  const lower = host.toLowerCase()
  const problems: TokenProblem[] = []
  const isRds = RDS_HOST.test(lower)
  if (/^(localhost|host\.docker\.internal|127\.[\d.]+|\[?::1\]?)$/.test(lower))
    problems.push(
      problem(
        'localhost',
        `It was signed for ${host}, the near end of a tunnel. The database knows only its own endpoint and refuses it.`,
        SIGN_ENDPOINT,
      ),
    )
  else if (/^[\d.]+$/.test(lower) || lower.startsWith('['))
    problems.push(
      problem(
        'ipAddress',
        `It was signed for the address ${host}. The database knows only its own endpoint and refuses it.`,
        SIGN_ENDPOINT,
      ),
    )
  else if (!isRds)
    problems.push(
      problem(
        'notRdsHost',
        `${host} is no endpoint of RDS: an alias (CNAME) for it, or a piece of it. A token for such a name is refused.`,
        SIGN_ENDPOINT,
      ),
    )
  if (host !== lower)
    problems.push(
      problem(
        'upperCaseHost',
        'Its host holds upper-case letters. The database compares with its endpoint in lower case, and some signers do not.',
        'Sign the host in lower case.',
      ),
    )
  const own = regionOfHost(host)
  if (own && region && own !== region)
    problems.push(
      problem(
        'otherRegion',
        `It was signed for the Region ${region}, but the host is in ${own}.`,
        `Sign with --region ${own}: the Region of the database, not that of the profile.`,
      ),
    )
  if (port < 1 || port > 65_535)
    problems.push(problem('badPort', `${port} is no port.`, 'Sign the port that RDS shows for the endpoint.'))
  else if (isRds && !USUAL_PORTS.has(port))
    problems.push(
      problem(
        'unusualPort',
        `It was signed for port ${port}. That is right only if the endpoint itself listens there.`,
        "Sign the endpoint's own port, never that of a tunnel.",
        { isSure: false },
      ),
    )
  return problems
}
