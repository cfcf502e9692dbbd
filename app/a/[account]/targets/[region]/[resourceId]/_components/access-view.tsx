'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useRef, useState } from 'react'
import { copySealed } from '@/components/copy-text'
import type { GrantHref } from '@/components/matrix/grant-door'
import { Matrix } from '@/components/matrix/matrix'
import { writeAddress } from '@/components/matrix/matrix-address'
import type { MatrixData } from '@/components/matrix/matrix-data'
import type { MatrixHandle } from '@/components/matrix/matrix-props'
import { useMatrixAddress } from '@/components/matrix/use-matrix-address'
import { announce } from '@/components/ui/announce'
import { useSingleKeys } from '@/components/use-single-keys'
import { routes } from '@/lib/routes'
import type { AccessTarget } from './access-target'
import { grantQuery } from './cell-links'
import { checkScope, PRINCIPALS_A_RUN } from './check-run'
import { CheckStrip } from './check-strip'
import { evidenceText } from './evidence-text'
import { useCheckWithAws } from './use-check-with-aws'
import { type ExplanationReading, useExplanation } from './use-explanation'
import { WhyPanel } from './why-panel'

interface AccessViewProps {
  target: AccessTarget
  data: MatrixData
  /** The explanation of the cell in the address, when the page was asked for with one. */
  first: ExplanationReading | null
  showAll: boolean
  mayMint: boolean
  mayGrant: boolean
}

/** Matrix and why panel: the panel follows the chosen cell. */
export function AccessView({ target, data, first, showAll, mayMint, mayGrant }: AccessViewProps) {
  const router = useRouter()
  const [address, change] = useMatrixAddress()
  const matrix = useRef<MatrixHandle>(null)
  const panel = useRef<HTMLElement>(null)
  const { reading, load } = useExplanation(target, address, first, `${data.asOf} ${data.askedAt}`)
  const [inView, setInView] = useState<readonly number[] | null>(null)
  const check = useCheckWithAws(target)
  const scope = checkScope(data, inView ?? data.rows.keys())
  const startCheck = () => void check.start(scope.principals)
  const query = Object.fromEntries(writeAddress(new URLSearchParams(), address))

  const note = useCallback(
    async (principalArn: string, databaseUser: string) => {
      const answer = await load(principalArn, databaseUser)
      return answer.ok ? answer.value.detail || answer.value.sentence : null
    },
    [load],
  )
  const { accountId, region, resourceId } = target
  const grantHref = useCallback<GrantHref>(
    known => routes.grant(accountId, grantQuery({ region, resourceId }, known)),
    [accountId, region, resourceId],
  )
  const onCommand = async (
    command: 'explain' | 'copy' | 'token' | 'grant',
    principalArn: string,
    databaseUser: string,
  ) => {
    if (command === 'explain') return panel.current?.focus()
    if (command === 'token') {
      return router.push(routes.tokens(accountId, { region, resourceId, user: databaseUser }))
    }
    if (command === 'grant') {
      if (!mayGrant) return announce('This server does not change policies')
      if (target.noGrant) return announce(target.noGrant)
      return router.push(grantHref({ who: principalArn, as: databaseUser }))
    }
    const answer = await load(principalArn, databaseUser)
    if (answer.ok) await copySealed(evidenceText(answer.value))
  }
  const close = () => {
    change({ who: null })
    matrix.current?.focus(address.who, address.as)
  }
  // From anywhere on the page: the panel hears its own keys before.
  useSingleKeys(address.who !== null, key => {
    if (key !== 'Escape') return false
    close()
    return true
  })
  return (
    <div className="relative flex min-h-0 flex-1">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        {data.asFarAsRead && (
          <CheckStrip scope={scope} run={check.run} start={startCheck} stop={check.stop} />
        )}
        <Matrix
          ref={matrix}
          label={`Who can connect to ${target.name}`}
          data={data}
          address={address}
          change={change}
          showAll={showAll}
          showAllHref={routes.target(target, { ...query, all: showAll ? null : '1' })}
          exportHref={format => routes.targetExport(target, { ...query, all: showAll ? '1' : null, format })}
          note={note}
          onCommand={onCommand}
          grantHref={mayGrant && !target.noGrant ? grantHref : null}
          {...(data.asFarAsRead ? { onView: setInView } : {})}
        />
      </div>
      {address.who && address.as && (
        <WhyPanel
          ref={panel}
          target={target}
          reading={reading}
          principalArn={address.who}
          databaseUser={address.as}
          mayMint={mayMint}
          mayGrant={mayGrant}
          askAll={
            scope.principals.length === 0
              ? null
              : {
                  cells: scope.cells,
                  calls: Math.min(scope.principals.length, PRINCIPALS_A_RUN),
                  busy: check.run.phase === 'asking' || check.run.phase === 'stopping',
                  start: startCheck,
                }
          }
          onStep={lines => matrix.current?.step(lines)}
          onClose={close}
        />
      )}
    </div>
  )
}
