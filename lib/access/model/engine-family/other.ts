import type { EngineFamily } from './engine-family'

const LABELS: [RegExp, string][] = [
  [/oracle/, 'Oracle'],
  [/sqlserver/, 'SQL Server'],
  [/db2/, 'Db2'],
]

/** By AWS's name of the engine; what is not known keeps that name. */
export const otherLabel = (engine: string) => LABELS.find(([name]) => name.test(engine))?.[1] ?? engine

/** Oracle, SQL Server, Db2 and what comes next: RDS has no IAM authentication for them, so that nothing is known. */
export const other: EngineFamily = {
  id: 'other',
  label: 'Other',
  engines: {},
  proxyName: null,
  port: null,
  defaultDatabase: '',
  majorNumbers: 2,
  longestUserName: Number.POSITIVE_INFINITY,
  tlsParameter: null,
  kerberosClash: null,
  rolesLendSignIn: false,
  readyBy: 'IAM sign-in',
  passwordRefusal: () => null,
  words: {
    isReady: 'signs in by IAM',
    signsIn: 'signs in by IAM',
    isNotReady: 'does not sign in by IAM',
    mustBe: 'is known to sign in by IAM',
    makeReady: 'Make it IAM-ready',
    toMakeReady: name => `a sign-in by IAM for ${name}, which this engine is not known to have`,
    rewritesNames: '',
    alsoThrough: '',
    switchedOn: 'except for users that sign in by IAM only',
    switchedOff: 'users that sign in by IAM only can then not sign in',
  },
  sql: null,
  otherClient: 'psql',
}
