import type { Route } from 'next'
import { FailurePanel } from '@/components/failure-panel'
import { RefreshButton } from '@/components/refresh-button'
import { readPage } from '@/lib/actions/read-page'
import { addressOfIntent } from '@/lib/grants/intent-address'
import { routes } from '@/lib/routes'
import { type FindingPage, getFinding } from '@/lib/services/findings/get-finding'
import type { FindingList } from '@/lib/services/findings/list-findings'
import { type FixPreview, planFix } from '@/lib/services/findings/plan-fix'
import { type FindingQuery, filtersOf } from '../search-params'
import { AcceptedNote } from './accepted-note'
import { FindingEvidence } from './finding-evidence'
import { FindingFooter } from './finding-footer'
import { FindingHead } from './finding-head'
import { findingHref, findingsHref } from './finding-link'
import { FindingSide } from './finding-side'
import { FixSection } from './fix-section'
import { GoneFindingNote } from './resolved-finding'

interface FindingDetailProps {
  id: string
  list: FindingList
  query: FindingQuery
}

const isWritten = ({ fix: { plan } }: FixPreview) =>
  plan.kind === 'replaceDocument' || plan.kind === 'deletePolicy'

export async function FindingDetail({ id, list, query }: FindingDetailProps) {
  const [reading, fix] = await Promise.all([
    readPage(context => getFinding(context, { id })),
    readPage(context => planFix(context, { findingId: id, fixId: query.fix })),
  ])
  if (!reading.ok && reading.code === 'notFound') return <GoneFindingNote id={id} query={query} />
  if (!reading.ok)
    return <FailurePanel failure={reading} actions={<RefreshButton look="button">Try again</RefreshButton>} />
  return <Found page={reading.value} preview={fix.ok ? fix.value : null} list={list} query={query} />
}

function Found({
  page,
  preview,
  list,
  query,
}: {
  page: FindingPage
  preview: FixPreview | null
  list: FindingList
  query: FindingQuery
}) {
  const { finding, suppression, intent, capabilities, now } = page
  const hrefOf = (id: string | null): Route | null => (id === null ? null : findingHref(query, id))
  const mayGrant = capabilities.includes('grant')
  const written = preview && isWritten(preview) ? preview : null
  const next = list.next ?? list.previous
  return (
    <>
      <div className="min-h-0 flex-1 px-6 pt-4 pb-8 max-md:px-4 md:overflow-y-auto [scrollbar-gutter:stable]">
        <FindingHead
          page={page}
          account={query.account}
          previous={hrefOf(list.previous)}
          next={hrefOf(list.next)}
        />
        <div className="mt-5 flex gap-6 max-xl:flex-col">
          <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] content-start gap-6">
            {suppression ? (
              <AcceptedNote findingId={finding.id} suppression={suppression} mayOpen={mayGrant} now={now} />
            ) : null}
            <FindingEvidence finding={finding} />
            {preview ? <FixSection finding={finding} preview={preview} query={query} /> : null}
          </div>
          <FindingSide
            page={page}
            preview={preview}
            query={query}
            alike={list.rules.find(choice => choice.value === finding.rule)?.count ?? 1}
          />
        </div>
      </div>
      <FindingFooter
        key={`${finding.id} ${preview?.fix.id}`}
        findingId={finding.id}
        title={finding.title}
        preview={
          written && {
            findingId: written.findingId,
            fix: written.fix,
            digest: written.digest,
            problems: written.problems,
          }
        }
        builder={
          intent && mayGrant
            ? {
                href: routes.grant(query.account, addressOfIntent(intent)),
                whole: intent.principals.length > 0,
              }
            : null
        }
        byHand={
          preview?.fix.plan.kind === 'byHand' && !preview.fix.plan.inside ? preview.fix.plan.steps : null
        }
        terraform={preview?.exports.terraform ?? null}
        accepted={suppression !== null}
        mayGrant={mayGrant}
        stay={findingHref(query, finding.id)}
        onwards={next ? findingHref(query, next) : findingsHref(filtersOf(query))}
        today={now.slice(0, 10)}
      />
    </>
  )
}
