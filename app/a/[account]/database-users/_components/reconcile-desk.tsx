'use client'

import Link from 'next/link'
import { useState } from 'react'
import { EmptyState } from '@/components/empty-state'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { TargetDifferences } from '@/lib/services/reconcile/list-differences'
import { mendChoices } from './chosen-mends'
import { DifferenceList } from './difference-list'
import { MendsTogether } from './mends-together'
import { useMendsPlan } from './use-mends-plan'

/** As many as one change takes. */
const MOST = 50

interface ReconcileDeskProps {
  targets: TargetDifferences[]
  /** Of how many targets the users are known. */
  read: number
  /** The one target that is looked at; null: all. */
  only: string | null
  unread: string[]
  mayChange: boolean
  mayGrant: boolean
  account: string
}

const names = (all: string[]) =>
  all.length > 3 ? `${all.slice(0, 3).join(', ')} and ${all.length - 3} more` : all.join(', ')

/** The list, the choice, and under it one plan of all that was chosen. */
export function ReconcileDesk({
  targets,
  read,
  only,
  unread,
  mayChange,
  mayGrant,
  account,
}: ReconcileDeskProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [reason, setReason] = useState('')
  const { planned, isAsking, plan, drop } = useMendsPlan()
  const { every, suggested, toggled, mendsOf } = mendChoices(targets, { mayChange, mayGrant })
  const choose = (keys: Iterable<string>) => {
    setChosen(new Set(keys))
    drop()
  }
  const mends = mendsOf(chosen)
  const count = mends.changes.length + mends.grants.length
  const total = targets.reduce((sum, { differences }) => sum + differences.length, 0)
  return (
    <>
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-5 py-1.5 max-md:px-4">
        <p className="min-w-0 flex-1 basis-72 text-muted">
          {formatCount(total, 'difference')} between IAM and the users
          {only ? ` of ${only}` : ` of ${formatCount(read, 'target')} that were read`}.
          {only && (
            <>
              {' '}
              <Link href={routes.reconcile(account)} className="text-accent underline">
                Of all targets
              </Link>
            </>
          )}
        </p>
        <Button
          variant="ghost"
          disabled={every.length === 0}
          onClick={() => choose(chosen.size > 0 ? [] : suggested.slice(0, MOST))}
        >
          {chosen.size > 0
            ? 'Choose none'
            : `Choose ${suggested.length > MOST ? `the first ${MOST}` : 'all'}`}
        </Button>
        <Button
          variant={planned ? 'secondary' : 'primary'}
          busy={isAsking}
          disabled={count === 0 || count > MOST || isAsking}
          onClick={() => plan(mends)}
        >
          {!mayChange && !mayGrant
            ? 'Ask somebody who may change users or grants'
            : count > MOST
              ? `At most ${MOST} at once`
              : count === 0
                ? 'Choose what to mend'
                : `Plan ${formatCount(count, 'change')}`}
        </Button>
      </div>
      {unread.length > 0 && (
        <Banner
          tone="warning"
          title={`${formatCount(unread.length, 'target')} not read.`}
          className="mx-5 mt-3 max-md:mx-4"
        >
          Nobody is known inside {names(unread)}: nothing is said of {unread.length === 1 ? 'it' : 'them'}{' '}
          here.
        </Banner>
      )}
      {planned && (
        <MendsTogether
          key={JSON.stringify(planned.mends)}
          planned={planned}
          isAsking={isAsking}
          reason={reason}
          onReason={setReason}
          onPlan={plan}
          onDone={() => choose([])}
        />
      )}
      {total === 0 ? (
        <EmptyState title="IAM and the databases agree">
          Every user that policies name is there and signs in by IAM, as far as the databases were read.
        </EmptyState>
      ) : (
        <div className="min-h-0 flex-1">
          {targets.map(one => (
            <DifferenceList
              key={one.target.resourceId}
              of={one}
              chosen={chosen}
              mayChange={mayChange}
              mayGrant={mayGrant}
              onToggle={(difference, half) =>
                choose(toggled(chosen, one.target.resourceId, difference, half))
              }
            />
          ))}
        </div>
      )}
    </>
  )
}
