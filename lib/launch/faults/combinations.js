/**
 * What goes wrong, for each call.
 * @typedef {{ service: string, action: string, kept: boolean }} AwsCall `kept`: its answer is known for a while, and not asked for again
 * @typedef {'cold' | 'running'} State
 * @typedef {{ calls: AwsCall[], fault: string, state: State }} Combination
 * @typedef {{ rule: Record<string, unknown>, pageItems?: Record<string, number>, only?: RegExp,
 *   partly?: boolean }} Fault `partly`: some of the answer comes
 */

/** Longer than the product waits for any answer. */
const BEYOND_PATIENCE_MS = 24_000
const SHORT_PAGES = { rds: 2, iam: 20, organizations: 1 }
const LISTS =
  /^(iam:GetAccountAuthorizationDetails|rds:Describe(DB(Instances|Clusters|Proxies|ProxyEndpoints|Parameters|ClusterParameters)|OrderableDBInstanceOptions)|organizations:List\w+)$/
const LISTS_WITH_IS_TRUNCATED = /^iam:(GetAccountAuthorizationDetails|List)/

/** @type {Record<string, Fault>} */
export const FAULTS = {
  denied: { rule: { kind: 'deny' } },
  throttled: { rule: { kind: 'throttle' } },
  'status 500': { rule: { kind: 'html500' } },
  'status 501': { rule: { kind: 'notImplemented' } },
  'no body': { rule: { kind: 'blank' } },
  'no lists': { rule: { kind: 'hollow' } },
  cut: { rule: { kind: 'truncated' } },
  dropped: { rule: { kind: 'hangUp' } },
  'another page': { rule: { kind: 'garbage' } },
  'another call': { rule: { kind: 'otherCall' } },
  'page 2 fails': {
    partly: true,
    rule: { kind: 'html500', laterPages: true },
    pageItems: SHORT_PAGES,
    only: LISTS,
  },
  // RDS and Organizations say that more follows by their marker alone: without one nobody can know.
  'no marker': {
    partly: true,
    rule: { kind: 'unmarked' },
    pageItems: SHORT_PAGES,
    only: LISTS_WITH_IS_TRUNCATED,
  },
  'groups missing': {
    partly: true,
    rule: { kind: 'omit', list: 'GroupDetailList' },
    only: /:GetAccountAuthorizationDetails$/,
  },
  'policies missing': {
    partly: true,
    rule: { kind: 'omit', list: 'Policies' },
    only: /:GetAccountAuthorizationDetails$/,
  },
  'one Region denied': {
    rule: { kind: 'deny', region: 'us-west-2' },
    only: /^rds:DescribeDB(Instances|Clusters|Proxies)$/,
  },
  'one Region fails': {
    rule: { kind: 'html500', region: 'us-west-2' },
    only: /^rds:DescribeDB(Instances|Clusters|Proxies)$/,
  },
  slow: { rule: { kind: 'slow', delayMs: BEYOND_PATIENCE_MS } },
}

export const nameOf = (/** @type {{ service: string, action: string }} */ { service, action }) =>
  `${service}:${action}`

export const wordsFor = (/** @type {Combination} */ { calls, fault, state }) =>
  `${calls.map(nameOf).join(' + ')} · ${fault} · ${state}`

/**
 * What the simulated account is told.
 * @param {Combination} combination
 */
export function settingsFor({ calls, fault }) {
  const { rule, pageItems } = FAULTS[fault] ?? {}
  const items = pageItems?.[calls[0]?.service ?? '']
  const rules = calls.map(({ service, action }) => ({ ...rule, service, action }))
  return { rules, ...(items ? { pageItems: items } : {}) }
}

export const faultsOf = (/** @type {AwsCall} */ call) =>
  Object.entries(FAULTS).flatMap(([fault, { only }]) => (!only || only.test(nameOf(call)) ? [fault] : []))

/** @param {AwsCall[]} calls @returns {Combination[]} What takes longest first. */
export function everyCombination(calls) {
  const all = calls.flatMap(call =>
    faultsOf(call).flatMap(fault =>
      /** @type {const} */ (['running', 'cold'])
        .filter(state => state === 'cold' || !call.kept)
        .map(state => ({ calls: [call], fault, state })),
    ),
  )
  return [...all.filter(({ fault }) => fault === 'slow'), ...all.filter(({ fault }) => fault !== 'slow')]
}

/**
 * What rests on a call. `evidence`: names that only it brings. `claims`: what can be said only by who has read it.
 * @type {{ calls: RegExp, weighs?: import('./judge-screens.js').Weight, evidence?: RegExp, claims?: RegExp[] }[]}
 */
const PARTS = [
  {
    calls: /^iam:GetAccountAuthorizationDetails$/,
    evidence: /\brole\/ ?(data-analyst|orders-api|eng-search)\b/,
    claims: [/\brole\/ ?orders-api\b/],
  },
  { calls: /^rds:DescribeDBInstances$/, evidence: /\bPostgreSQL 16\.\d\b.*\bus-(east-1|west-2)\b/ },
  { calls: /^rds:DescribeDBClusters$/, evidence: /\bAurora \w+ \d.*\bus-east-1\b/ },
  { calls: /^rds:DescribeDBProxies$/, evidence: /\bcheckout-proxy\b.*\bus-east-1\b/ },
  {
    calls: /^rds:Describe(OrderableDBInstanceOptions|DBEngineVersions)$/,
    claims: [/\bsupported for this\b/i],
  },
  { calls: /^(iam:ListAccountAliases|organizations:Describe(Account|OrganizationalUnit))$/, weighs: 'name' },
  { calls: /^(organizations:|sts:AssumeRole)/, weighs: 'yes' },
]
const WHOLE = /\beverything .*\bwas read\b/i

const partOf = (/** @type {AwsCall} */ call) =>
  PARTS.find(part => part.calls.test(nameOf(call))) ?? { calls: /./ }

export const weightOf = (/** @type {AwsCall} */ call) => partOf(call).weighs ?? 'all'

/** @param {Combination} combination */
export function truthAbout({ calls, fault, state }) {
  const { partly = false, rule = {} } = FAULTS[fault] ?? {}
  const isCold = state === 'cold'
  const ofRegion = new RegExp(`${rule.region ?? ''}`)
  const parts = calls.map(partOf)
  return {
    weighs: calls.map(weightOf).find(weight => weight === 'all') ?? calls.map(weightOf)[0] ?? 'all',
    // What is left out of an answer makes the rest of it no older.
    evidence: isCold || rule.kind === 'omit' ? [] : parts.flatMap(({ evidence }) => evidence ?? []),
    ofRegion,
    claims: [WHOLE, ...(isCold && !partly ? parts.flatMap(({ claims = [] }) => claims) : [])],
  }
}
