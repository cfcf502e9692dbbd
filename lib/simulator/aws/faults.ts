import { z } from 'zod'

/** One thing that goes wrong. Unnamed service, region or action: all of them. */
const faultRule = z.strictObject({
  /** `slow` waits before it acts, `slowAfter` between acting and answering, `late` between answering and acting. */
  kind: z.enum([
    'deny',
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
  service: z.enum(['rds', 'iam', 'sts', 'organizations']).optional(),
  region: z.string().optional(),
  action: z.string().optional(),
  /** How many calls it still hits; unnamed: every one. */
  times: z.number().int().positive().optional(),
  /** How many calls it lets pass first. */
  skip: z.number().int().positive().optional(),
  delayMs: z.number().int().positive().max(60_000).optional(),
})

export const faultSettings = z.strictObject({
  rules: z.array(faultRule).default([]),
  /** How long sessions of the container credentials endpoint live. */
  containerSessionSeconds: z.number().int().positive().optional(),
})

export type FaultRule = z.infer<typeof faultRule>
export type FaultSettings = z.input<typeof faultSettings>

const CONTAINER_SESSION_SECONDS = 6 * 3600

export class Faults {
  private rules: FaultRule[] = []
  containerSessionSeconds = CONTAINER_SESSION_SECONDS

  /** Replaces everything that was set before. */
  set(settings: FaultSettings): void {
    const parsed = faultSettings.parse(settings)
    this.rules = parsed.rules.map(rule => ({ ...rule }))
    this.containerSessionSeconds = parsed.containerSessionSeconds ?? CONTAINER_SESSION_SECONDS
  }

  clear(): void {
    this.set({})
  }

  get current(): { rules: readonly FaultRule[]; containerSessionSeconds: number } {
    return { rules: this.rules, containerSessionSeconds: this.containerSessionSeconds }
  }

  /** The rules that hit this call; each hit counts against `times`. */
  hits(call: { service: string; region: string; action: string }): FaultRule[] {
    const meant = this.rules.filter(
      rule =>
        (rule.service ?? call.service) === call.service &&
        (rule.region ?? call.region) === call.region &&
        (rule.action ?? call.action) === call.action,
    )
    const hits = meant.filter(rule => !rule.skip)
    for (const rule of meant) if (rule.skip) rule.skip -= 1
    for (const rule of hits) if (rule.times !== undefined) rule.times -= 1
    this.rules = this.rules.filter(rule => rule.times !== 0)
    return hits
  }
}
