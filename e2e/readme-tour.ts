import { readFileSync } from 'node:fs'
import { inProject } from '@/lib/launch/project.js'

export type Deed =
  | { verb: 'press' | 'see' | 'copy'; what: string }
  | { verb: 'type'; text: string; what: string }

export interface ReadmeStep {
  title: string
  deeds: Deed[]
}

export interface ReadmeWay {
  name: string
  steps: ReadmeStep[]
}

const WORD = /\b(press|see|copy)\b|\btype \*([^*]+)\* into|\*\*([^*]+)\*\*/g

/** What is in bold is done or seen, as the last verb before it says: `press **X**, see **Y** and **Z**`. */
function deedsOf(text: string): Deed[] {
  const deeds: Deed[] = []
  let verb: 'press' | 'see' | 'copy' | null = null
  let typed: string | null = null
  for (const [, newVerb, newText, what] of text.matchAll(WORD)) {
    if (newVerb) verb = newVerb as 'press' | 'see' | 'copy'
    else if (newText) typed = newText
    else if (what && typed !== null) {
      deeds.push({ verb: 'type', text: typed, what })
      typed = null
    } else if (what && verb) deeds.push({ verb, what })
    else throw new Error(`README's tour names “${what}” and does not say what to do with it.`)
  }
  return deeds
}

/** The tour of README: a line in bold for each way, and its numbered steps, each of which begins with its title in bold. */
export function readmeTour(): ReadmeWay[] {
  const readme = readFileSync(inProject('README.md'), 'utf8')
  const [, part = ''] = /^A tour of it,[\s\S]*?\n([\s\S]*?)^## /m.exec(readme) ?? []
  const ways: ReadmeWay[] = []
  for (const line of part.split('\n').filter(one => one.trim() !== '')) {
    const [, name] = /^\*\*([^*]+)\*\*$/.exec(line) ?? []
    const [, title, rest] = /^\d+\. \*\*([^*]+)\*\*(.*)$/.exec(line) ?? []
    if (name) ways.push({ name, steps: [] })
    else if (title) ways.at(-1)?.steps.push({ title, deeds: deedsOf(rest ?? '') })
    else throw new Error(`README's tour holds a line that is no step: ${line}`)
  }
  return ways
}
