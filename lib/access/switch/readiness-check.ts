import type { DatabaseScan } from '@/lib/access/model/database-user'
import type { Target } from '@/lib/access/model/target'

/** One thing to know before the switch is thrown. */
export interface ReadinessCheck {
  id:
    | 'owner'
    | 'engine'
    | 'status'
    | 'pending'
    | 'kerberos'
    | 'memory'
    | 'masterUser'
    | 'tls'
    | 'passwords'
    | 'plugin'
  outcome: 'pass' | 'warn' | 'block' | 'unknown'
  title: string
  detail: string
  /** The AWS page the rule rests on. */
  source: string
}

export interface ReadinessQuestion {
  target: Target
  desired: 'on' | 'off'
  scan: DatabaseScan | null
}
