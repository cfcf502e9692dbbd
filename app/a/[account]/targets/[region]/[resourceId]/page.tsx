import { CaveatList } from '@/components/caveat-list'
import { FailurePanel } from '@/components/failure-panel'
import { KeptPolicies } from '@/components/kept-policies'
import { noGrantOn } from '@/lib/access/model/iam-support'
import { weakenedWords } from '@/lib/access/reading/weakened-words'
import { readPage } from '@/lib/actions/read-page'
import { evaluateMatrix } from '@/lib/services/targets/evaluate-matrix'
import { explainCell } from '@/lib/services/targets/explain-cell'
import { AccessView } from './_components/access-view'
import { matrixDataOf } from './_components/matrix-data-of'
import { refOf, type TargetParams } from './_components/read-target'
import { accessQuery } from './search-params'

interface Props {
  params: TargetParams
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Who can connect as whom, and why for the chosen cell: the address holds both. */
export default async function AccessPage({ params, searchParams }: Props) {
  const ref = await refOf(params)
  const query = accessQuery.parse(await searchParams)
  const reading = await readPage(async context => ({
    ...(await evaluateMatrix(context, {
      ...ref,
      filter: { showAll: query.all === '1', members: true },
    })),
    capabilities: context.actor.capabilities,
  }))
  if (!reading.ok)
    return (
      <FailurePanel
        failure={reading}
        meaning="Nobody is shown because nobody was evaluated, not because nobody can connect. What is known of the target stands in the other tabs."
      />
    )
  const { who, as } = query
  const explained =
    who && as
      ? await readPage(context => explainCell(context, { ...ref, principalArn: who, databaseUser: as }))
      : null
  const { target, matrix, iam, capabilities } = reading.value
  // Where nothing could be read again, the banner above the tabs says so of policies too.
  const isStale = matrix.caveats.some(({ id }) => id === 'stale')
  // Unread organisation policies have a strip of their own; older ones that are still used have none.
  const caveats = matrix.caveats.filter(
    ({ id }) => id !== 'iam' && id !== 'stale' && !(matrix.asFarAsRead && id === 'organization'),
  )
  return (
    <>
      {isStale ? null : (
        <KeptPolicies iam={iam} now={new Date().toISOString()} className="mx-5 my-2 max-md:mx-4" />
      )}
      {caveats.length > 0 && (
        <details className="group border-b border-line px-5 py-1.5 text-xs max-md:px-4">
          <summary className="text-muted max-md:flex max-md:min-h-11 max-md:flex-wrap max-md:content-center max-md:gap-x-1">
            <span className="font-medium text-fg">
              {caveats.length === 1 ? '1 thing is' : `${caveats.length} things are`} not known for certain
            </span>{' '}
            and may change {weakenedWords(caveats)}.{' '}
            <span className="text-accent group-open:hidden print:hidden">Show</span>
          </summary>
          <div className="max-h-48 overflow-y-auto py-2">
            <CaveatList caveats={caveats} />
          </div>
        </details>
      )}
      <AccessView
        target={{
          region: target.region,
          resourceId: target.resourceId,
          name: target.name,
          partition: target.partition,
          accountId: target.accountId,
          iamAuthAccepted: target.iamAuth.accepted,
          noGrant: noGrantOn(target),
        }}
        data={matrixDataOf(matrix)}
        first={explained}
        showAll={query.all === '1'}
        mayMint={capabilities.includes('mint')}
        mayGrant={capabilities.includes('grant')}
      />
    </>
  )
}
