import 'server-only'
import type { Caveat } from '@/lib/access/model/caveat'
import type { AccountReading, Inventory } from '@/lib/access/model/inventory'
import { asKept } from '@/lib/access/reading/kept-reading'
import { AppError } from '@/lib/errors'

export type Reading = AccountReading | Inventory

export interface ReadingFailure {
  error: AppError
  /** ISO: when it was tried. */
  at: string
  /** Failures in a row. */
  times: number
  /** Milliseconds since the epoch: until then nobody asks AWS again by opening a page. */
  retryAt: number
  /** The older reading as it is shown meanwhile, made once. */
  shown: { of: Reading; as: Reading } | null
}

const FIRST_MS = 5_000
const LONGEST_MS = 60_000

const UNEXPECTED = new AppError('internal', 'Something unexpected stopped the reading: the log has it.')

/** Asked again after 5 s, then ever more rarely, up to once a minute. */
export function failedAgain(before: ReadingFailure | null, error: unknown, now: number): ReadingFailure {
  const times = (before?.times ?? 0) + 1
  return {
    error: error instanceof AppError ? error : UNEXPECTED,
    at: new Date(now).toISOString(),
    times,
    retryAt: now + Math.min(LONGEST_MS, FIRST_MS * 2 ** (times - 1)),
    shown: null,
  }
}

function caveatOf({ error, at }: ReadingFailure): Caveat {
  const { message, answer, missingAction } = error
  return {
    id: 'stale',
    scope: 'iam',
    subject: 'account',
    message: `The account could not be read again, so an older reading is shown. ${message}`,
    answer,
    missingAction,
    at,
  }
}

/** The older reading, every part under its own date and with the reason: the same object for all who ask. */
export function asStale(reading: Reading, failure: ReadingFailure): Reading {
  if (failure.shown?.of === reading) return failure.shown.as
  const older = asKept(reading, failure.error, failure.at)
  const as = { ...older, caveats: [caveatOf(failure), ...reading.caveats] }
  failure.shown = { of: reading, as }
  return as
}
