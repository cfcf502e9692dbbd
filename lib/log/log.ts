import pino from 'pino'
import { redactText, redactValue } from '@/lib/log/redact'

function write(line: string) {
  process.stdout.write(line)
}

/** One JSON line per event on standard output, without secrets. */
export function createLog(stream: pino.DestinationStream) {
  return pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      serializers: { err: error => error },
      hooks: {
        logMethod(args, method) {
          const clean = args.map(arg => (typeof arg === 'string' ? redactText(arg) : redactValue(arg)))
          method.apply(this, clean as Parameters<typeof method>)
        },
      },
    },
    stream,
  )
}

const kept = globalThis as typeof globalThis & { gatehouseLog?: pino.Logger }
kept.gatehouseLog ??= createLog({ write })
export const log: pino.Logger = kept.gatehouseLog
