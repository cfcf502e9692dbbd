import type { PlanStep } from '../grant-plan'

/** The same calls, in the same order, for a shell. */
export function awsCli(steps: readonly PlanStep[]): string {
  return steps.map(command).join('\n\n')
}

function command({ call: { service, action, input }, target }: PlanStep): string {
  const options = Object.entries(input).flatMap(([name, value]) => option(name, value))
  const region = target ? [`--region ${target.region}`] : []
  return [`aws ${service} ${kebab(action)}`, ...region, ...options].join(' \\\n  ')
}

function option(name: string, value: unknown): string[] {
  if (name === 'Path' && value === '/') return []
  if (typeof value === 'boolean') return [`--${value ? '' : 'no-'}${kebab(name)}`]
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, text]) => shellWord(`Key=${key},Value=${text}`))
    return [`--${kebab(name)} ${pairs.join(' ')}`]
  }
  return [`--${kebab(name)} ${shellWord(name === 'PolicyDocument' ? compact(String(value)) : String(value))}`]
}

function kebab(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase()
}

function compact(text: string): string {
  return text.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, '$1')
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
