import { CaveatList } from '@/components/caveat-list'
import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { PrintButton } from '@/components/print-button'
import { RefreshButton } from '@/components/refresh-button'
import { SEVERITY_WORDS, SeverityMark } from '@/components/severity-mark'
import { ButtonLink } from '@/components/ui/button'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { readPage } from '@/lib/actions/read-page'
import { formatCount, formatDay, formatNumber } from '@/lib/format'
import { exportFindings, type FindingsExport } from '@/lib/services/findings/export-findings'
import { type FindingQuery, filtersOf, findingFilter } from '../search-params'
import { findingsHref } from './finding-link'

/** More would take a browser minutes to lay out. */
const MOST = 2_000

function filterWords({ q, severity, target, kind }: FindingQuery): string | null {
  const words = [
    ...(q ? [`matching “${q}”`] : []),
    ...(severity.length > 0
      ? [`severity ${severity.map(one => SEVERITY_WORDS[one].toLowerCase()).join(' or ')}`]
      : []),
    ...(target.length > 0 ? [`of ${formatCount(target.length, 'chosen target')}`] : []),
    ...(kind.length > 0 ? [`of kind ${kind.join(', ')}`] : []),
  ]
  return words.length > 0 ? `Only findings ${words.join(', ')}.` : null
}

function Row({ finding }: { finding: FindingsExport['findings'][number] }) {
  const { severity, title, sentence, subject, targets, firstSeen, accepted } = finding
  return (
    <TableRow data-paper-row="">
      <TableCell className="align-top whitespace-nowrap">
        <SeverityMark severity={severity} size={12} /> {SEVERITY_WORDS[severity]}
      </TableCell>
      <TableCell className="h-auto py-1.5 align-top whitespace-normal">
        <span className="font-medium">{title}</span>
        <span className="block text-xs text-muted">{sentence}</span>
      </TableCell>
      <TableCell className="align-top font-mono text-xs break-all whitespace-normal">
        {subject.label}
      </TableCell>
      <TableCell className="align-top whitespace-normal">
        {targets.map(({ name }) => name).join(', ')}
      </TableCell>
      <TableCell className="align-top whitespace-nowrap">
        {firstSeen ? formatDay(firstSeen) : 'not known'}
      </TableCell>
      {accepted ? (
        <TableCell className="align-top whitespace-normal">
          until {formatDay(accepted.until)}: {accepted.reason}
        </TableCell>
      ) : null}
    </TableRow>
  )
}

/** Every finding that the filter leaves, without folds and pages. */
export async function FindingsOnPaper({ query }: { query: FindingQuery }) {
  const reading = await readPage(context =>
    exportFindings(context, { filter: findingFilter(query), sort: query.sort }),
  )
  if (!reading.ok)
    return (
      <>
        <PageHeader title="Findings" />
        <FailurePanel failure={reading} actions={<RefreshButton look="button">Try again</RefreshButton>} />
      </>
    )
  const { findings, caveats, asOf, state } = reading.value
  const shown = findings.slice(0, MOST)
  const accepted = state === 'accepted'
  return (
    <>
      <PageHeader title={accepted ? 'Accepted findings' : 'Open findings'} readAt={asOf} />
      <div className="flex flex-wrap items-center gap-3 px-5 py-3">
        <p>
          {shown.length < findings.length
            ? `The first ${formatNumber(shown.length)} of ${formatCount(findings.length, 'finding')}: the export holds all of them.`
            : `${formatCount(findings.length, 'finding')}.`}{' '}
          {filterWords(query)}
        </p>
        <span className="flex-1" />
        <ButtonLink href={findingsHref(filtersOf(query))}>Back to the list</ButtonLink>
        <PrintButton />
      </div>
      <Table>
        <TableHead>
          <tr>
            <TableHeader>Severity</TableHeader>
            <TableHeader>Finding</TableHeader>
            <TableHeader>Where</TableHeader>
            <TableHeader>Targets</TableHeader>
            <TableHeader>First seen</TableHeader>
            {accepted ? <TableHeader>Accepted</TableHeader> : null}
          </tr>
        </TableHead>
        <TableBody>
          {shown.map(finding => (
            <Row key={finding.id} finding={finding} />
          ))}
        </TableBody>
      </Table>
      <div className="px-5 py-4">
        {caveats.length > 0 ? (
          <CaveatList caveats={caveats} title="What is not known" />
        ) : (
          <p className="text-muted">Everything that findings rest on was read.</p>
        )}
      </div>
    </>
  )
}
