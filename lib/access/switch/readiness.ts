import type { DatabaseScan } from '@/lib/access/model/database-user'
import { engineNamed, familyOf } from '@/lib/access/model/engine-family/engine-families'
import { waitingFor } from '@/lib/access/model/iam-auth-state'
import { canHaveIamAuth } from '@/lib/access/model/iam-support'
import type { Target } from '@/lib/access/model/target'
import { listInWords } from '@/lib/format'
import type { ReadinessCheck, ReadinessQuestion } from './readiness-check'
import { masterUser, passwords, stranded } from './readiness-users'

const ENABLING = 'RDS User Guide, Enabling and disabling IAM database authentication'
const OVERVIEW = 'RDS User Guide, IAM database authentication for MariaDB, MySQL, and PostgreSQL'

function owner({ target }: ReadinessQuestion): ReadinessCheck {
  const base = { id: 'owner', source: ENABLING } as const
  if (target.kind === 'proxy')
    return {
      ...base,
      outcome: 'block',
      title: 'A proxy has no such switch',
      detail: 'Its clients sign in as its authentication settings say; change those on the proxy.',
    }
  const members = target.members.length
  if (members === 0)
    return {
      ...base,
      outcome: 'pass',
      title: 'The switch is its own',
      detail: `${target.name} is a DB instance outside any cluster.`,
    }
  return {
    ...base,
    outcome: 'pass',
    title: 'The cluster owns the switch',
    detail: `Its ${members} ${members === 1 ? 'member follows' : 'members follow'}.`,
  }
}

/** Only what AWS lists is a pass. RDS refuses the switch itself where it cannot be on, so not known need not stop it. */
function engine({ target, desired }: ReadinessQuestion): ReadinessCheck | null {
  if (desired === 'off') return null
  const base = {
    id: 'engine',
    source: 'RDS User Guide, Supported Regions and DB engines for IAM database authentication',
  } as const
  const { engineLabel, iamSupport, iamAuth } = target
  if (!canHaveIamAuth(iamAuth.state) || iamSupport === 'no') {
    const detail = iamAuth.reason ?? `RDS does not offer it for ${engineLabel}.`
    return { ...base, outcome: 'block', title: `${engineLabel} does not support it`, detail }
  }
  if (iamSupport === 'unknown')
    return {
      ...base,
      outcome: 'warn',
      title: `Whether ${engineLabel} supports it is not known`,
      detail:
        'What this engine, version and class can do could not be read, or RDS no longer lists them. RDS refuses the switch where it cannot be on.',
    }
  const detail = 'Listed as supported for this engine, version and class.'
  return { ...base, outcome: 'pass', title: `${engineLabel} supports it`, detail }
}

/** AWS accepts a modify of a stopped or changing instance only with an error, `InvalidDBInstanceState`. */
function status({ target }: ReadinessQuestion): ReadinessCheck {
  const ok = target.status === 'available' || target.status === 'storage-optimization'
  return {
    id: 'status',
    outcome: ok ? 'pass' : 'block',
    title: ok ? 'Status is available' : `Status is ${target.status}`,
    detail: ok
      ? 'RDS accepts changes.'
      : 'RDS refuses a change until the status is available. Try again then.',
    source: 'RDS User Guide, Viewing Amazon RDS DB instance status',
  }
}

function pending({ target, desired }: ReadinessQuestion): ReadinessCheck {
  const { state } = target.iamAuth
  const base = { id: 'pending', source: 'RDS User Guide, Modifying an Amazon RDS DB instance' } as const
  if (state === 'turningOn' || state === 'turningOff')
    return {
      ...base,
      outcome: 'block',
      title: 'A switch is under way',
      detail: 'RDS is still applying the last change. Wait until it has settled.',
    }
  if (state === desired)
    return { ...base, outcome: 'block', title: `Already ${desired}`, detail: 'There is nothing to change.' }
  if (!canHaveIamAuth(state) && desired === 'off')
    return {
      ...base,
      outcome: 'block',
      title: 'Nothing to turn off',
      detail: `${target.engineLabel} does not support it, and it is not on.`,
    }
  const others = otherChanges(target)
  if (waitingFor(state) === desired) {
    const known = state.startsWith('scheduled')
    const detail = known
      ? 'The same change waits for the maintenance window; choosing now brings it forward.'
      : 'RDS has the same change pending and does not say when it applies it; choosing now has it applied at once.'
    return { ...base, outcome: 'warn', title: known ? 'Already scheduled' : 'Already pending', detail }
  }
  if (others.length === 0)
    return {
      ...base,
      outcome: 'pass',
      title: 'No other change waits',
      detail: 'Now applies this change alone.',
    }
  const restarts = others.some(change => change.restarts !== false)
  return {
    ...base,
    outcome: 'warn',
    title: `${others.length} other ${others.length === 1 ? 'change waits' : 'changes wait'}: ${listInWords(others.map(change => change.label))}`,
    detail: `Choosing now also applies ${others.length === 1 ? 'it' : 'them'}.${restarts ? ' The database may restart.' : ''}`,
  }
}

function kerberos({ target, desired }: ReadinessQuestion): ReadinessCheck | null {
  if (!target.kerberosEnabled || desired === 'off') return null
  const clash = target.kind === 'instance' ? familyOf(target).kerberosClash : null
  return {
    id: 'kerberos',
    outcome: clash ? 'block' : 'warn',
    title: 'Kerberos is on',
    detail: clash ?? 'Both may be on here, but one database user cannot use both.',
    source: 'RDS User Guide, Database authentication with Amazon RDS',
  }
}

function memory({ target, desired }: ReadinessQuestion): ReadinessCheck | null {
  const classes = [target.instanceClass ?? '', ...target.members.map(member => member.instanceClass)]
  const small = classes.filter(each => /^db\.t\d\w?\.(nano|micro|small)$/.test(each))
  if (small.length === 0 || desired === 'off') return null
  const known = engineNamed(target.engine)
  const refused = small.find(each => known?.classesWithoutIam?.test(each))
  return {
    id: 'memory',
    outcome: refused ? 'block' : 'warn',
    title: refused ? `${refused} does not support it` : `${small[0]} is small`,
    detail: refused
      ? `${known?.label} has no IAM authentication on this class. Change the class first.`
      : 'IAM authentication needs 300 to 1,000 MiB more on the host. Logins fail at random when memory is short.',
    source: OVERVIEW,
  }
}

function tls({ target, desired }: ReadinessQuestion): ReadinessCheck | null {
  if (desired === 'off' || target.kind === 'proxy') return null
  const outcome = target.tlsEnforced === null ? 'unknown' : target.tlsEnforced ? 'pass' : 'warn'
  return {
    id: 'tls',
    outcome,
    title:
      outcome === 'pass'
        ? 'TLS is enforced'
        : outcome === 'warn'
          ? 'TLS is optional'
          : 'TLS setting was not read',
    detail:
      outcome === 'pass'
        ? 'Plaintext connections are refused.'
        : 'IAM sign-in needs TLS in any case; other logins may still travel in plain text.',
    source: 'RDS User Guide, Using SSL/TLS to encrypt a connection',
  }
}

/** What would be applied together with the switch when "now" is chosen. */
export function otherChanges(target: Target) {
  return target.pendingChanges.filter(change => change.field !== 'IAMDatabaseAuthenticationEnabled')
}

const QUESTIONS = [owner, engine, status, pending, kerberos, memory, masterUser, passwords, tls, stranded]

/** What stands in the way of the switch, and what to know; `block` means that it must not be thrown. */
export function readiness(
  target: Target,
  desired: 'on' | 'off',
  scan: DatabaseScan | null,
): ReadinessCheck[] {
  return QUESTIONS.flatMap(question => question({ target, desired, scan }) ?? [])
}
