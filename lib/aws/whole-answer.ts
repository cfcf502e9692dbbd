import 'server-only'
import type { Account } from '@/lib/account'
import { type AwsCallNames, callAws } from '@/lib/aws/aws-failure'
import { AppError } from '@/lib/errors'

/** HTTP 200 that cannot be all of the answer. */
export function brokenAnswer({ doing }: AwsCallNames, answer: string): AppError {
  return new AppError(
    'unavailable',
    `AWS gave no usable answer, so this server could not ${doing}. Try again.`,
    { answer },
  )
}

/** AWS always sends the element of a list, be it empty: an answer without it is not an answer of none. */
export function listed<I>(call: AwsCallNames, name: string, items: I[] | undefined): I[] {
  if (items) return items
  throw brokenAnswer(call, `HTTP 200 without ${name}`)
}

/** Every page of one call. A marker that was there before would go round for ever. */
export function everyPage<Name extends string, I>(
  account: Account,
  call: AwsCallNames,
  pages: AsyncIterable<{ Marker?: string | undefined } & { [name in Name]?: I[] | undefined }>,
  name: Name,
): Promise<I[]> {
  return callAws(account, call, async () => {
    const all: I[] = []
    const markers = new Set<string>()
    for await (const page of pages) {
      all.push(...listed(call, name, page[name]))
      if (page.Marker && markers.has(page.Marker)) throw brokenAnswer(call, 'HTTP 200 with the same Marker')
      if (page.Marker) markers.add(page.Marker)
    }
    return all
  })
}
