import type { PlanStep } from '../grant-plan'

/** The same calls, in the same order, for a shell. */
export function awsCli(steps: readonly PlanStep[]): string {
  return steps.map(({ call }) => command(call.action, call.input)).join('\n\n')
}

function command(action: string, input: Record<string, unknown>): string {
  const options = Object.entries(input).flatMap(([name, value]) => option(name, value))
  return [`aws iam ${kebab(action)}`, ...options].join(' \\\n  ')
}

function option(name: string, value: unknown): string[] {
  if (name === 'Path' && value === '/') return []
  if (value === true) return [`--${kebab(name)}`]
  return [`--${kebab(name)} ${shellWord(name === 'PolicyDocument' ? compact(String(value)) : String(value))}`]
}

function kebab(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
}

function compact(text: string): string {
  return text.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, '$1')
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
