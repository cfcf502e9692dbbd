import type { Target } from '@/lib/access/model/target'
import type { UserName } from '../user-intent'
import type { Guard } from '../user-plan'
import { stop } from './guard-rule'

export const missingSchema = ({ database, schema }: { database: string; schema: string }): Guard =>
  stop(
    'noSuchSchema',
    database === schema ? `No schema ${schema} was found` : `No schema ${schema} was found in ${database}`,
    'It may have been dropped, or the user that reads the catalogue may not see it.',
  )

export const missingSource = (of: UserName | null): Guard =>
  of
    ? stop('noSuchSource', `The server has no ${of.name}`, 'Pick a user or role that is there.')
    : stop('noSuchSource', 'Nobody is picked', 'Pick the user or role whose rights are given.')

export const noRoles = ({ engineLabel }: Pick<Target, 'engineLabel'>): Guard =>
  stop('noRoles', `${engineLabel} has no roles`, 'They came with MySQL 8.0: give the rights themselves.')

/** A proxy has no users of its own; of other engines nothing is known. */
export const missingTarget = ({ kind, name, engineLabel, proxy }: Target): Guard =>
  kind === 'proxy'
    ? stop(
        'noUsersHere',
        `${name} is a proxy`,
        `and has no users of its own: change them on ${proxy?.targets.map(behind => behind.name).join(', ') || 'the database behind it'}.`,
      )
    : stop(
        'noUsersHere',
        `${engineLabel} has no IAM authentication,`,
        'and how its users are made is not known here.',
      )
