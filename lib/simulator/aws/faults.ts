import { z } from 'zod'

/** One thing that goes wrong. Unnamed service, region or action: all of them. */
const faultRule = z.strictObject({
  /**
   * `slow` waits before it acts, `slowAfter` between acting and answering, `late` between answering and acting. `blank` is
   * a 200 without a body, `hollow` one whose lists are not there, `unmarked` says that more follows, and not where.
   */
  kind: z.enum([
    'blank',
    'deny',
    'garbage',
    'hollow',
    'notImplemented',
    'omit',
    'otherCall',
    'unmarked',
    'throttle',
    'slow',
    'slowAfter',
    'html500',
    'truncated',
    'expiredCredentials',
    'hangUp',
    'hangUpAfter',
    'late',
  ]),
  service: z.enum(['rds', 'iam', 'sts', 'organizations', 'logs', 'cloudwatch', 'secretsmanager']).optional(),
  region: z.string().optional(),
  action: z.string().optional(),
  /** Only calls for a page after the first. */
  laterPages: z.boolean().optional(),
  /** Of `omit`: the list that comes without its items. */
  list: z.string().optional(),
  /** How many calls it still hits; unnamed: every one. */
  times: z.number().int().positive().optional(),
  /** How many calls it lets pass first. */
  skip: z.number().int().positive().optional(),
  delayMs: z.number().int().positive().max(60_000).optional(),
})

/** One statement to a database that is held, or whose connection is lost, before the server has it or before its answer is heard. */
const statementRule = z.strictObject({
  target: z.string(),
  statement: z.string(),
  /** What was said right before it in the same session: a COMMIT says nothing of itself. */
  follows: z.string().optional(),
  when: z.enum(['before', 'after']),
  delayMs: z.number().int().positive().max(60_000).optional(),
  cuts: z.boolean().optional(),
})

export const faultSettings = z.strictObject({
  rules: z.array(faultRule).default([]),
  statements: z.array(statementRule).default([]),
  /** How long sessions of the container credentials endpoint live. */
  containerSessionSeconds: z.number().int().positive().optional(),
  /** Pages hold no more than so many items, whatever was asked for. */
  pageItems: z.number().int().positive().optional(),
})

/** How often a call came since the faults were last set, and how often one of them hit it. */
interface AskedCall {
  service: string
  action: string
  calls: number
  hits: number
}

export type FaultRule = z.infer<typeof faultRule>
type StatementRule = z.infer<typeof statementRule>
export type FaultSettings = z.input<typeof faultSettings>

const CONTAINER_SESSION_SECONDS = 6 * 3600

export class Faults {
  private rules: FaultRule[] = []
  private statements: StatementRule[] = []
  private asked = new Map<string, AskedCall>()
  containerSessionSeconds = CONTAINER_SESSION_SECONDS
  pageItems = Number.POSITIVE_INFINITY

  /** Replaces everything that was set before. */
  set(settings: FaultSettings): void {
    const parsed = faultSettings.parse(settings)
    this.rules = parsed.rules.map(rule => ({ ...rule }))
    this.statements = parsed.statements
    this.containerSessionSeconds = parsed.containerSessionSeconds ?? CONTAINER_SESSION_SECONDS
    this.pageItems = parsed.pageItems ?? Number.POSITIVE_INFINITY
    this.asked.clear()
  }

  clear(): void {
    this.set({})
  }

  get current(): {
    rules: readonly FaultRule[]
    statements: readonly StatementRule[]
    containerSessionSeconds: number
    calls: AskedCall[]
  } {
    const calls = [...this.asked.values()]
    const { rules, statements, containerSessionSeconds } = this
    return { rules, statements, containerSessionSeconds, calls }
  }

  /** The rules that hit this call; each hit counts against `times`. */
  hits(call: { service: string; region: string; action: string; laterPage: boolean }): FaultRule[] {
    const hits = this.#hits(call)
    const { service, action } = call
    const key = `${service}:${action}`
    const asked = this.asked.get(key) ?? { service, action, calls: 0, hits: 0 }
    this.asked.set(key, { ...asked, calls: asked.calls + 1, hits: asked.hits + Math.min(1, hits.length) })
    return hits
  }

  /** The rule that hits this statement; it hits once. */
  hitsStatement(said: {
    target: string
    statement: string
    follows: string
    when: 'before' | 'after'
  }): StatementRule | null {
    const hit = this.statements.find(
      rule =>
        rule.target === said.target &&
        rule.statement === said.statement &&
        (rule.follows ?? said.follows) === said.follows &&
        rule.when === said.when,
    )
    this.statements = this.statements.filter(rule => rule !== hit)
    return hit ?? null
  }

  #hits(call: { service: string; region: string; action: string; laterPage: boolean }): FaultRule[] {
    const meant = this.rules.filter(
      rule =>
        (rule.service ?? call.service) === call.service &&
        (rule.region ?? call.region) === call.region &&
        (rule.action ?? call.action) === call.action &&
        (!rule.laterPages || call.laterPage),
    )
    const hits = meant.filter(rule => !rule.skip)
    for (const rule of meant) if (rule.skip) rule.skip -= 1
    for (const rule of hits) if (rule.times !== undefined) rule.times -= 1
    this.rules = this.rules.filter(rule => rule.times !== 0)
    return hits
  }
}
