import { writerWords } from '@/components/actor-words'
import { AS_FAR_AS_READ } from '@/lib/access/model/as-far-as-read'
import { csv } from '@/lib/csv'
import { togetherOf } from '@/lib/services/activity/together-of'
import type { ActivityRecord } from './activity-words'

export function activityCsv(records: ActivityRecord[]): string {
  return csv(
    [
      'entry',
      'at',
      'who',
      'action',
      'outcome',
      'target',
      'region',
      'resource id',
      'database user',
      'principal',
      'reason',
      'detail',
      'signed by',
      'account',
      'aws calls',
      'changes',
      'hash',
      'previous hash',
      'seal',
      'kind',
      'recorded by',
      'change',
    ],
    records.map(record => [
      record.id,
      record.at,
      record.actor,
      record.action,
      record.outcome,
      record.target,
      record.targetRegion,
      record.resourceId,
      record.databaseUser,
      record.principal,
      record.reason,
      record.detail,
      record.callerArn,
      record.accountId ?? null,
      record.awsCalls.map(call => `${call.action} ${call.requestId ?? ''}`.trim()).join('; '),
      record.changes
        .map(
          change =>
            `${change.principal} as ${change.databaseUser} on ${change.target}: ${change.before} to ${change.after}${change.asFarAsRead ? `, ${AS_FAR_AS_READ}` : ''}`,
        )
        .join('; '),
      record.hash,
      record.previousHash,
      record.seal,
      record.actorKind ?? (record.action === 'sealLog' ? 'job' : 'person'),
      writerWords(record),
      togetherOf(record),
    ]),
  )
}
