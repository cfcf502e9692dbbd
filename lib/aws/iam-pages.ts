import 'server-only'
import { type EntityType, GetAccountAuthorizationDetailsCommand } from '@aws-sdk/client-iam'
import type { Account } from '@/lib/account'
import { iamClient } from '@/lib/aws/clients'
import type { IamEntities } from '@/lib/aws/iam-entities'
import { IamPageReader } from '@/lib/aws/iam-page-reader'
import { AppError } from '@/lib/errors'

/** The most that AWS takes; it may send fewer. */
const PAGE_SIZE = 1_000
/** Pages that wait to be read while the next is fetched. */
const AHEAD = 2

/** Kinds of entities; null: all. */
type Filter = EntityType[] | null

interface Answer {
  statusCode: number
  body: AsyncIterable<Uint8Array> | Uint8Array
}

const LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies']
const ENDING = '</GetAccountAuthorizationDetailsResponse>'

/** An answer that is not whole is no account: what is missing from it would look like nobody. */
function unusable(what: string): AppError {
  const message =
    'AWS gave no usable answer, so this server could not read users, roles and policies. Try again.'
  return new AppError('unavailable', message, { answer: `GetAccountAuthorizationDetails: ${what}` })
}

/** Text of an element that stands once on a page. In documents and names `<` is written otherwise. */
function elementText(body: Buffer, name: string): string | null {
  const from = body.indexOf(`<${name}>`)
  if (from < 0) return null
  const start = from + name.length + 2
  return body.toString('utf8', start, body.indexOf('<', start))
}

/** In memory that two threads can look at without a copy. */
function joined(chunks: readonly Uint8Array[]): Buffer {
  const size = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0)
  const whole = Buffer.from(new SharedArrayBuffer(size))
  let place = 0
  for (const chunk of chunks) {
    whole.set(chunk, place)
    place += chunk.byteLength
  }
  return whole
}

/** The answer as AWS sent it: the SDK signs, sends, repeats and reads failures, and gets an empty body to read. */
async function fetchPage(account: Account, marker: string | null, only: Filter): Promise<Buffer> {
  const command = new GetAccountAuthorizationDetailsCommand({
    MaxItems: PAGE_SIZE,
    ...(only ? { Filter: only } : {}),
    ...(marker === null ? {} : { Marker: marker }),
  })
  let page: Buffer = joined([])
  command.middlewareStack.add(
    next => async args => {
      const result = await next(args)
      const response = result.response as Answer
      if (response.statusCode >= 300) return result
      const chunks: Uint8Array[] = []
      for await (const chunk of response.body as AsyncIterable<Uint8Array>) chunks.push(chunk)
      page = joined(chunks)
      // What was cut short or comes from somebody else fails in the SDK's own words.
      response.body = page.includes(ENDING) ? new Uint8Array() : page
      return result
    },
    { step: 'deserialize', priority: 'low', name: 'takePage' },
  )
  await iamClient(account).send(command)
  return page
}

/** Where the next page begins; null: this was the last. */
function nextMarker(page: Buffer, seen: Set<string>): string | null {
  const truncated = elementText(page, 'IsTruncated')
  if (truncated !== 'true' && truncated !== 'false') throw unusable('no IsTruncated')
  if (!LISTS.some(name => page.includes(`<${name}`))) throw unusable('no lists')
  if (truncated === 'false') return null
  const next = elementText(page, 'Marker')
  if (!next) throw unusable('IsTruncated without a Marker')
  if (seen.has(next)) throw unusable('the same Marker again')
  seen.add(next)
  return decoded(next)
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const decoded = (text: string) => text.replaceAll(/&(\w+);/g, (all, name: string) => NAMED[name] ?? all)

/** Every page after the other; the next is fetched while the last ones are read. */
export async function readIamPages(
  account: Account,
  take: (entities: Partial<IamEntities>) => void,
  only: Filter = null,
): Promise<void> {
  const reader = new IamPageReader()
  const readings: Promise<void>[] = []
  const seen = new Set<string>()
  try {
    let marker: string | null = null
    do {
      const page: Buffer = await fetchPage(account, marker, only)
      marker = nextMarker(page, seen)
      const reading = reader.read(page, take).catch(() => Promise.reject(unusable('not in AWS’s format')))
      // It may fail while the next page is under way: it is heard of below.
      reading.catch(() => {})
      readings.push(reading)
      await readings.at(-AHEAD - 1)
    } while (marker !== null)
    await Promise.all(readings)
  } finally {
    await Promise.allSettled(readings)
    reader.close()
  }
}
