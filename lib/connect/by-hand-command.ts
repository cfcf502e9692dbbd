import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import type { Endpoint } from '@/lib/access/model/target'
import { conninfoValue, shellQuoted, shellWord } from '@/lib/connect/quoting'

interface Place {
  endpoint: Endpoint
  /** Empty: a client needs none. */
  databaseName: string
}

/** The query as it is downloaded, and where its answer goes. */
export const QUERY_FILE = 'gatehouse-reading.sql'
const ANSWER_FILE = 'gatehouse-reading.json'

/** Bare output, one answer after the other: psql and mysql manuals, `-At` and `--batch --raw`. */
const COMMANDS: Record<EngineFamilyId, ((place: Place) => string) | null> = {
  postgres: ({ endpoint: { host, port }, databaseName }) => {
    const database = conninfoValue(databaseName)
    const way = `host=${host} port=${port} dbname=${database} user=DATABASE_USER sslmode=verify-full sslrootcert=global-bundle.pem`
    return `psql ${shellQuoted(way)} -XAtq -f ${QUERY_FILE} >> ${ANSWER_FILE}`
  },
  mysql: mysqlCommand,
  mariadb: mysqlCommand,
  other: null,
}

function mysqlCommand({ endpoint: { host, port } }: Place): string {
  const way = `--host=${shellWord(host)} --port=${port} --user=DATABASE_USER --password --ssl-ca=global-bundle.pem`
  return `mysql ${way} --batch --raw --skip-column-names < ${QUERY_FILE} > ${ANSWER_FILE}`
}

/** The line that runs the query by hand; null: none is known. */
export const byHandCommand = (family: EngineFamilyId, place: Place): string | null =>
  COMMANDS[family]?.(place) ?? null
