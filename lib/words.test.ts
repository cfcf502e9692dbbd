import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
/** Not the product's own words: pretend AWS, programs that start it, programs that people copy. */
const NOT_OURS = /^lib\/(simulator|launch|connect\/recipes)\/|\.(test|spec)\.tsx?$|\/testing\/|\/bench\.ts$/

/** What a person reads, and not what one programmer tells another. */
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm, '')

const files = ['app', 'components', 'lib'].flatMap(folder =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map(name => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter(file => /\.tsx?$/.test(file) && !NOT_OURS.test(file))
    .map(file => ({ file, text: withoutComments(readFileSync(path.join(root, file), 'utf8')) })),
)

interface Banned {
  words: string
  instead: string
  pattern: RegExp
  /** Where; everywhere if absent. */
  within?: RegExp
}

const BANNED: Banned[] = [
  { words: 'asleep', instead: 'dormant', pattern: /\basleep\b|\bsleeps?\b|\bsleeping\b/i },
  { words: 'holds rds_iam', instead: 'has rds_iam, lacks rds_iam', pattern: /\bh(old|olds|eld) `?rds_iam\b/ },
  // Of an account: a principal is looked for by its name there, and users and roles are told apart.
  {
    words: 'no such user',
    instead: 'does not exist',
    pattern: /\bno such (database )?user\b(?! or role)/i,
  },
  {
    words: 'IAM users of a database',
    instead: 'IAM-ready, or database users: IAM users are principals',
    pattern: /\bIAM users\b/,
    within: /^(app\/a\/\[account\]\/(targets|database-users)|lib\/(provision|databases))\//,
  },
  {
    words: 'sun:03:00-sun:03:30 as RDS writes it',
    instead: 'windowInWords',
    pattern: /\{(target\.)?maintenanceWindow\}/,
  },
  {
    words: 'a date with milliseconds in a tip',
    instead: 'Moment, or formatUtc',
    pattern: /\btitle=\{[\w.]*[aA]t\}/,
  },
  {
    words: 'the browser’s own words for what is missing in a form',
    instead: 'aria-required, and a message of ours with the field',
    pattern:
      /^\s+(required|minLength=.*|pattern=".*)$|<(input|Input|textarea|select)\b[^>]*\s(required|minLength=|pattern=")[\s/>]/m,
  },
  {
    words: 'nothing of what they typed, after a refused try',
    instead: 'Form, which React does not empty',
    pattern: /<form\b/,
    within: /^(app\/|components\/(?!ui\/form)).*\.tsx$/,
  },
  {
    words: 'nothing of what they typed, where the server is gone',
    instead: 'useServerAction: no answer is a failure like another',
    pattern: /\buseActionState\b/,
    within: /^(app\/|components\/(?!use-server-action)).*\.tsx$/,
  },
  {
    words: 'other words for a server that is gone on each page',
    instead: 'askServer',
    pattern: /\bfetch\(/,
    within: /^(app\/|components\/(?!ask-server)).*\.tsx?$/,
  },
  {
    words: 'a date in UTC, or in no zone',
    instead: 'Moment, Clock or Day, and formatUtc where there is only text',
    pattern: /\bformat(Moment|Clock)\(|\b(Time|When), UTC\b|\} UTC`/,
    within: /^(app\/(?!_export)|components\/(?!moment|paper-head)).*\.tsx$/,
  },
  {
    words: 'a time that stops the page outside of UTC',
    instead: 'no now, and the day is always said',
    pattern: /\bnow=(""|\{''\})/,
  },
  {
    words: '1 event in lists of Activity',
    instead: 'event: an entry is one of the whole log',
    pattern: /'entry', 'entries'\)\}? of\b|\b(No|Older) entr(y|ies)\b/,
    within: /^(app\/activity|components\/activity)/,
  },
  {
    words: 'a toggle whose words press nothing',
    instead: 'ToggleField',
    pattern: /<Toggle\b(?!Field|Link)/,
    within: /^(app|components\/(?!ui\/))/,
  },
  { words: '1 new connections', instead: 'formatCount', pattern: /\$\{[\w.]+\} new connections?\b/ },
]

it.each(BANNED)('nobody is told “$words”, but $instead', ({ pattern, within }) => {
  const looked = files.filter(({ file }) => within?.test(file) ?? true)
  expect(looked.length, 'this rule matches no file').toBeGreaterThan(0)
  expect(looked.filter(({ text }) => pattern.test(text)).map(({ file }) => file)).toEqual([])
})

it.each([
  ['asleep', "'Grants that fall asleep'"],
  ['nothing of what they typed, after a refused try', '<form action={send}>'],
  ['nothing of what they typed, where the server is gone', 'useActionState(send, IDLE)'],
  ['other words for a server that is gone on each page', 'await fetch(routes.refresh())'],
  ['a date in UTC, or in no zone', 'iso.slice(0, 16)} UTC`'],
  ['a date in UTC, or in no zone', 'as of {formatMoment(readAt, now)} UTC'],
  ['a time that stops the page outside of UTC', '<Moment iso={at} now="" />'],
  ['holds rds_iam', "'app holds rds_iam'"],
  ['no such user', "'IAM allows app, and there is no such user.'"],
  ['1 event in lists of Activity', "{formatCount(total, 'entry', 'entries')} of {formatNumber(all)}"],
  ['a toggle whose words press nothing', '<Toggle state={on} />'],
  ['the browser’s own words for what is missing in a form', '<Input\n  name="reason"\n  required\n/>'],
  ['a date with milliseconds in a tip', '<time title={record.at}>'],
])('the fence sees %s', (words, text) => {
  expect(BANNED.find(banned => banned.words === words)?.pattern.test(text)).toBe(true)
})
