import type { Decision } from '@/lib/iam/decision'
import type {
  ContextValue,
  Layer,
  LayerKind,
  LevelName,
  PolicySource,
  ServiceControl,
} from '@/lib/iam/policy-snapshot'

/** A policy: its text, a document, or statements to be wrapped in a document of version 2012-10-17. */
export type CasePolicy = string | { Statement: unknown } | Record<string, unknown>[]

export interface DecisionCase {
  name: string
  resource: string
  action?: string | undefined
  mode?: 'strict' | 'discovery' | undefined
  distrustConditions?: boolean | undefined
  resourceFacts?: boolean | undefined
  at?: string | undefined
  context?: Record<string, ContextValue> | undefined
  absent?: string[] | undefined
  beginnings?: Record<string, string> | undefined
  identity?: CasePolicy[] | undefined
  groups?: Record<string, CasePolicy> | undefined
  boundary?: CasePolicy[] | 'unread' | undefined
  /** The levels from the root down; 'unread': nobody could read them. */
  scp?: CasePolicy[][] | 'unread' | undefined
  session?: CasePolicy[] | undefined
  expect: {
    decision: Decision
    sids?: string[] | undefined
    missing?: string[] | undefined
    layers?: Decision[] | undefined
    /** Of each reason, the level of its SCP; '' for another policy. */
    levels?: string[] | undefined
    serviceControl?: ServiceControl['state'] | undefined
    errors?: number | undefined
    lines?: [number, number][] | undefined
    decidingLines?: number[][] | undefined
    condition?: unknown
  }
}

export function textOf(policy: CasePolicy): string {
  if (typeof policy === 'string') return policy
  return JSON.stringify(Array.isArray(policy) ? { Version: '2012-10-17', Statement: policy } : policy)
}

function layerOf(
  kind: LayerKind,
  policies: readonly CasePolicy[],
  groups: Record<string, CasePolicy> = {},
  level = 0,
): Layer {
  const source = (policy: CasePolicy, name: string): PolicySource => ({
    id: `${kind}#${level}#${name}`,
    name,
    kind: kind === 'scp' ? 'scp' : kind === 'session' ? 'session' : 'inline',
    versionId: null,
    text: textOf(policy),
  })
  const own = policies.map((policy, index) => ({
    source: source(policy, `${kind}-${index}`),
    viaGroup: null,
  }))
  const lent = Object.entries(groups).map(([name, policy]) => ({
    source: source(policy, name),
    viaGroup: name,
  }))
  return { kind, policies: [...own, ...lent] }
}

type CaseLayers = Pick<DecisionCase, 'identity' | 'groups' | 'boundary' | 'scp' | 'session'>

const levelsOf = ({ scp }: Pick<DecisionCase, 'scp'>) => (scp === 'unread' ? [] : (scp ?? []))

function levelName(index: number, count: number): LevelName {
  if (index === 0) return { kind: 'root', name: 'Root', id: 'r-1' }
  if (index < count - 1) return { kind: 'organizationalUnit', name: `OU ${index}`, id: `ou-1-${index}` }
  return { kind: 'account', name: 'Account', id: '111122223333' }
}

export function serviceControlOf(one: DecisionCase): ServiceControl {
  if (one.scp === undefined) return { state: 'none' }
  if (one.scp === 'unread') return { state: 'unread' }
  const attached = layersOfCase(one).filter(layer => layer.kind === 'scp')
  const levels = attached.map((layer, index) => ({
    ...levelName(index, attached.length),
    policies: attachedTo(layer),
  }))
  return { state: 'read', levels }
}

export const attachedTo = (layer: Layer | undefined) =>
  layer?.policies.map(({ source, viaGroup }) => ({ policyId: source.id, viaGroup })) ?? []

export function layersOfCase(one: CaseLayers): Layer[] {
  const layers = [layerOf('identity', one.identity ?? [], one.groups)]
  if (one.boundary === 'unread')
    layers.push({ kind: 'boundary', policies: [], unread: 'The boundary could not be read.' })
  else if (one.boundary !== undefined) layers.push(layerOf('boundary', one.boundary))
  for (const [index, policies] of levelsOf(one).entries())
    layers.push({ ...layerOf('scp', policies, {}, index), level: levelName(index, levelsOf(one).length) })
  if (one.session !== undefined) layers.push(layerOf('session', one.session))
  return layers
}
