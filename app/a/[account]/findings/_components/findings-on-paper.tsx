import { CaveatList } from '@/components/caveat-list'
import { FailurePanel } from '@/components/failure-panel'
import { shortName } from '@/components/matrix/matrix-data'
import { PageHeader } from '@/components/page-header'
import { PrintBar } from '@/components/print-bar'
import { RefreshButton } from '@/components/refresh-button'
import { SEVERITY_WORDS, SeverityMark } from '@/components/severity-mark'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { readPage } from '@/lib/actions/read-page'
import type { Severity } from '@/lib/findings/finding'
import type { UncheckedFinding } from '@/lib/findings/unchecked-findings'
import { formatCount, formatDay, formatNumber } from '@/lib/format'
import { MOST_ON_PAPER } from '@/lib/most-on-paper'
import { exportFindings, type FindingsExport } from '@/lib/services/findings/export-findings'
import { type FindingQuery, filtersOf, findingFilter } from '../search-params'
import { findingsHref } from './finding-link'

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

/** More would be a sheet of names for one finding. */
const NAMED = 60

function namesOf(arns: readonly string[]): string {
  const names = arns.slice(0, NAMED).map(shortName).join(', ')
  return arns.length > NAMED ? `${names} and ${formatNumber(arns.length - NAMED)} more` : names
}

/** On a phone the cells of a row stand one below the other. */
const STACKED = 'max-sm:block max-sm:h-auto! max-sm:p-0!'

function SeverityCell({ severity }: { severity: Severity }) {
  return (
    <TableCell className={`${STACKED} align-baseline`}>
      <span className="inline-flex items-baseline gap-1.5">
        <SeverityMark severity={severity} size={12} /> {SEVERITY_WORDS[severity]}
      </span>
    </TableCell>
  )
}

/** What an earlier reading showed: neither open nor gone. */
function UncheckedRow({ finding: { severity, title, subject, lastSeen } }: { finding: UncheckedFinding }) {
  return (
    <TableRow data-paper-row="" className="max-sm:block max-sm:px-4 max-sm:py-2">
      <SeverityCell severity={severity} />
      <TableCell className={`${STACKED} h-auto py-1.5 align-baseline whitespace-normal`}>
        <span className="font-medium">{title}</span>
        <span className="block text-xs text-muted">
          Not checked now: too little was read to tell whether it is still there. Last seen{' '}
          {formatDay(lastSeen)}.
        </span>
      </TableCell>
      <TableCell
        className={`${STACKED} min-w-32 align-baseline font-mono text-xs wrap-anywhere whitespace-normal`}
      >
        {subject}
      </TableCell>
      <TableCell className="max-sm:hidden" />
      <TableCell className={`${STACKED} align-baseline`}>not known</TableCell>
    </TableRow>
  )
}

function Row({ finding }: { finding: FindingsExport['findings'][number] }) {
  const { severity, title, sentence, subject, targets, affectedTotal, affectedArns, firstSeen, accepted } =
    finding
  return (
    <TableRow data-paper-row="" className="max-sm:block max-sm:px-4 max-sm:py-2">
      <SeverityCell severity={severity} />
      <TableCell className={`${STACKED} h-auto py-1.5 align-baseline whitespace-normal`}>
        <span className="font-medium">{title}</span>
        <span className="block text-xs text-muted">{sentence}</span>
        {affectedArns.length > 0 ? (
          <span className="block text-xs text-muted wrap-anywhere">
            {formatCount(affectedTotal, 'connection')} of {namesOf(affectedArns)}.
          </span>
        ) : null}
      </TableCell>
      <TableCell
        className={`${STACKED} min-w-32 align-baseline font-mono text-xs wrap-anywhere whitespace-normal`}
      >
        {subject.label}
      </TableCell>
      <TableCell className={`${STACKED} align-baseline whitespace-normal`}>
        {targets.map(({ name }) => name).join(', ')}
      </TableCell>
      <TableCell className={`${STACKED} align-baseline whitespace-nowrap`}>
        {firstSeen ? formatDay(firstSeen) : 'not known'}
      </TableCell>
      {accepted ? (
        <TableCell className={`${STACKED} align-baseline whitespace-normal`}>
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
  const { findings, unchecked, caveats, asOf, state } = reading.value
  const shown = findings.slice(0, MOST_ON_PAPER)
  const accepted = state === 'accepted'
  return (
    <>
      <PageHeader title={accepted ? 'Accepted findings' : 'Open findings'} readAt={asOf} />
      <PrintBar back={findingsHref(filtersOf(query))}>
        {shown.length < findings.length
          ? `The first ${formatNumber(shown.length)} of ${formatCount(findings.length, 'finding')}: the export holds all of them.`
          : `${formatCount(findings.length, 'finding')}.`}{' '}
        {unchecked.length > 0
          ? `${formatCount(unchecked.length, 'finding')} known before, not checked now. `
          : null}
        {filterWords(query)}
      </PrintBar>
      <Table className="max-sm:block">
        <TableHead className="max-sm:sr-only">
          <tr>
            <TableHeader className="w-24">Severity</TableHeader>
            <TableHeader>Finding</TableHeader>
            <TableHeader className="w-1/5">Where</TableHeader>
            <TableHeader className="w-1/6">Targets</TableHeader>
            <TableHeader className="w-28">First seen</TableHeader>
            {accepted ? <TableHeader>Accepted</TableHeader> : null}
          </tr>
        </TableHead>
        <TableBody className="max-sm:block">
          {shown.map(finding => (
            <Row key={finding.id} finding={finding} />
          ))}
          {unchecked.map(finding => (
            <UncheckedRow key={finding.id} finding={finding} />
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
