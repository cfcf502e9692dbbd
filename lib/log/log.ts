import pino from 'pino'
import { redactText, redactValue } from './redact.js'

// Set by the launcher's guard, which turns everything else that is printed into such lines.
const guarded = globalThis as typeof globalThis & { gatehouseWrite?: (line: string) => boolean }

function write(line: string) {
  if (guarded.gatehouseWrite) guarded.gatehouseWrite(line)
  else process.stdout.write(line)
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
