// Checks an audit log offline, by the same walk as the badge in Activity. One sentence; 0: it fits, 1: it does not.
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { AppError } from '@/lib/errors'
import { formatCount } from '@/lib/format'
import { type AuditHead, type ChainReport, walkChain } from '@/lib/records/audit-chain'
import { type AuditKey, auditKeyOf, SHORTEST_KEY } from '@/lib/records/audit-seal'
import { entriesOfExport, headOf } from '@/lib/records/entries-of-export'
import { recordsFailure } from '@/lib/records/records-failure'
import { verifyLog } from '@/lib/records/verify-log'

const USAGE = `npm run verify-log -- [--file activity.json] [--head <file or number:hash>] [--key-file audit.key]

  Without --file it reads the log of DATABASE_URL, in one read-only snapshot.
  The key comes from GATEHOUSE_AUDIT_KEY, and from --key-file, which may be given several times.
  --head, also several times: a head that was kept earlier. The log must still hold it.`

/** npm changes to the project's folder; what was typed is meant from where it was typed. */
const asTyped = (file: string) => resolve(process.env.INIT_CWD ?? process.cwd(), file)

function readGiven(file: string): string {
  try {
    return readFileSync(asTyped(file), 'utf8')
  } catch (error) {
    throw new AppError('invalid', `${file} cannot be read: ${(error as Error).message}`)
  }
}

function givenKeys(files: string[]): AuditKey[] {
  const setting = process.env.GATEHOUSE_AUDIT_KEY
  const secrets = [...(setting ? [setting] : []), ...files.map(file => readGiven(file).trim())]
  if (secrets.some(secret => secret.length < SHORTEST_KEY))
    throw new AppError('invalid', `A key has at least ${SHORTEST_KEY} characters; the one given is shorter.`)
  return secrets.map(auditKeyOf)
}

function givenHead(text: string): AuditHead {
  return headOf(existsSync(asTyped(text)) ? readGiven(text) : text)
}

async function walk(file: string | undefined, keys: AuditKey[], given: AuditHead[]): Promise<ChainReport> {
  const heads = given.map(head => ({ head, seenBy: 'the given head' }))
  if (file === undefined) return walkDatabase({ keys, heads })
  const entries = entriesOfExport(readGiven(file))
  async function* all() {
    yield* entries
  }
  return walkChain(all(), { keys, heads, segment: true })
}

async function walkDatabase(question: Parameters<typeof verifyLog>[1]): Promise<ChainReport> {
  const connectionString = process.env.DATABASE_URL
  if (!connectionString)
    throw new AppError('invalid', `There is no log to check: set DATABASE_URL or give --file.\n\n${USAGE}`)
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('begin isolation level repeatable read read only')
    return await verifyLog(client, question)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === '42P01' || code === '42703' || code === '3F000')
      throw new AppError(
        'notFound',
        'This database holds no log of Gatehouse, or one of an older release: start the new one on it once.',
      )
    throw recordsFailure(error)
  } finally {
    await client.end().catch(() => {})
  }
}

function sentenceOf(report: ChainReport, keys: AuditKey[], heads: AuditHead[]): string {
  const { head, firstId, unsealed, unchecked, fault } = report
  if (fault) return `The log is broken at entry ${fault.id}, as the ${fault.seenBy} tells. ${fault.sentence}`
  if (firstId === null) return 'The log is empty, and nothing given here says that it was not.'
  const count = head.id - firstId + 1
  const early = heads.filter(({ id }) => id < firstId)
  const parts = [
    `The chain is intact: ${formatCount(count, 'entry', 'entries')}, ${firstId} to ${head.id}, head ${head.id}:${head.hash}.`,
    firstId > 1 && `Entries before ${firstId} are not in this file.`,
    unchecked > 0 &&
      `${formatCount(unchecked, 'entry', 'entries')} sealed with a key that was not given: whether somebody computed their chain anew is not checked.`,
    unsealed > 0 &&
      `${formatCount(unsealed, 'entry', 'entries')} from before sealing: only the chain covers them.`,
    keys.length > 0 && `${formatCount(count - unchecked - unsealed, 'seal')} checked.`,
    heads.length === 0 && 'Without an earlier head (--head) a cut end cannot be seen.',
    early.length > 0 && `The head of entry ${early[0]?.id} lies before the file and was not compared.`,
  ]
  return parts.filter(Boolean).join(' ')
}

async function main(): Promise<number> {
  try {
    const { values } = parseArgs({
      options: {
        file: { type: 'string' },
        head: { type: 'string', multiple: true, default: [] },
        'key-file': { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(`${USAGE}\n`)
      return 0
    }
    const keys = givenKeys(values['key-file'])
    const heads = values.head.map(givenHead)
    const report = await walk(values.file, keys, heads)
    process.stdout.write(`${sentenceOf(report, keys, heads)}\n`)
    return report.fault ? 1 : 0
  } catch (error) {
    const { message } = error as Error
    const answer = error instanceof AppError && error.answer ? ` It says: ${error.answer}` : ''
    process.stderr.write(`The log was not checked. ${message}${answer}\n`)
    return 1
  }
}

process.exitCode = await main()
