/**
 * What goes wrong, for each call.
 * @typedef {{ service: string, action: string }} AwsCall
 * @typedef {'cold' | 'running'} State
 * @typedef {{ call: AwsCall, fault: string, state: State }} Combination
 * @typedef {{ rule: Record<string, unknown>, pageItems?: Record<string, number>, only?: RegExp }} Fault
 */

/** Longer than the product waits for any answer. */
const BEYOND_PATIENCE_MS = 24_000
const SHORT_PAGES = { rds: 2, iam: 20, organizations: 1 }
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
  'page 2 fails': { rule: { kind: 'html500', laterPages: true }, pageItems: SHORT_PAGES },
  // RDS and Organizations say that more follows by their marker alone: without one nobody can know.
  'no marker': { rule: { kind: 'unmarked' }, pageItems: SHORT_PAGES, only: LISTS_WITH_IS_TRUNCATED },
  'groups missing': {
    rule: { kind: 'omit', list: 'GroupDetailList' },
    only: /:GetAccountAuthorizationDetails$/,
  },
  'policies missing': { rule: { kind: 'omit', list: 'Policies' }, only: /:GetAccountAuthorizationDetails$/ },
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

export const nameOf = (/** @type {AwsCall} */ { service, action }) => `${service}:${action}`

/**
 * What the simulated account is told.
 * @param {Combination} combination
 */
export function settingsFor({ call, fault }) {
  const { rule, pageItems } = FAULTS[fault] ?? {}
  const items = pageItems?.[call.service]
  return { rules: [{ ...rule, ...call }], ...(items ? { pageItems: items } : {}) }
}

/** @param {AwsCall[]} calls @param {State[]} states @returns {Combination[]} What takes longest first. */
export function everyCombination(calls, states) {
  const all = calls.flatMap(call =>
    Object.entries(FAULTS)
      .filter(([, { only }]) => !only || only.test(nameOf(call)))
      .flatMap(([fault]) => states.map(state => ({ call, fault, state }))),
  )
  return [...all.filter(({ fault }) => fault === 'slow'), ...all.filter(({ fault }) => fault !== 'slow')]
}

/**
 * What rests on a call. `evidence`: names that only it brings. `claims`: what can be said only by who has read it.
 * @type {{ calls: RegExp, weighs?: import('./judge.js').Weight, evidence?: RegExp, claims?: RegExp[] }[]}
 */
const PARTS = [
  {
    calls: /^iam:GetAccountAuthorizationDetails$/,
    evidence: /\brole\/ ?(data-analyst|orders-api|eng-search)\b/,
    claims: [/\brole\/ ?orders-api\b/],
  },
  { calls: /^rds:DescribeDBInstances$/, evidence: /\borders-(prod|replica)\b/ },
  { calls: /^rds:DescribeDBClusters$/, evidence: /\b(analytics-dw|ledger-prod)\b/ },
  { calls: /^rds:DescribeDBProxies$/, evidence: /\bcheckout-proxy\b/ },
  {
    calls: /^rds:Describe(OrderableDBInstanceOptions|DBEngineVersions)$/,
    claims: [/\bsupported for this\b/i],
  },
  { calls: /^(iam:ListAccountAliases|organizations:DescribeAccount)$/, weighs: 'name' },
  { calls: /^(organizations:|sts:AssumeRole)/, weighs: 'yes' },
]
const WHOLE = /\beverything .*\bwas read\b/i

/** @param {Combination} combination */
export function truthAbout({ call, state }) {
  const {
    weighs = 'all',
    evidence = null,
    claims = [],
  } = PARTS.find(({ calls }) => calls.test(nameOf(call))) ?? {}
  const isCold = state === 'cold'
  return { weighs, evidence: isCold ? null : evidence, claims: isCold ? [WHOLE, ...claims] : [WHOLE] }
}
