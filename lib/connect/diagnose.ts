import type { ConnectionFailure, Diagnosis, FailureContext } from './failures/diagnosis'
import { networkFailure } from './failures/network-failure'
import { oddServer } from './failures/odd-server'
import { serverFailure } from './failures/server-failure'
import { tlsFailure } from './failures/tls-failure'

/** From a client's or server's own words to the step that failed and what to look at first. */
export function diagnose(error: ConnectionFailure, context: FailureContext): Diagnosis {
  return (
    oddServer(error, context) ??
    networkFailure(error, context) ??
    tlsFailure(error, context) ??
    serverFailure(error, context) ?? {
      step: context.step ?? 'role',
      title: 'The connection failed for a reason that is not known here',
      causes: ['Read the message above: it is the database’s or the client’s own.'],
    }
  )
}
