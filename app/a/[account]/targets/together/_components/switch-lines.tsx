import { TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { IAM_AUTH_WORDS, IamAuthMark } from '@/components/iam-auth-mark'
import { WindowMoment } from '@/components/moment'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { routes } from '@/lib/routes'
import type { SwitchLine } from '@/lib/services/targets/plan-switches'
import { SwitchLineEffect } from './switch-line-effect'

function When({ line, moment }: { line: SwitchLine; moment: 'now' | 'window' }) {
  if (moment === 'now') return 'Now'
  return line.at ? <WindowMoment iso={line.at} /> : 'In its window, whose time is not known'
}

function Line({ line, moment }: { line: SwitchLine; moment: 'now' | 'window' }) {
  return (
    <TableRow className="align-top max-sm:grid max-sm:px-4 max-sm:py-2">
      <TableCell className="py-2 max-sm:h-auto max-sm:p-0!">
        <Link href={routes.target(line)} prefetch={false} className="font-medium hover:underline">
          {line.name}
        </Link>
        <span className="block text-xs text-muted">
          {line.region}
          {line.environment ? `, ${line.environment}` : null}
        </span>
      </TableCell>
      <TableCell className="py-2 max-sm:h-auto max-sm:p-0!">
        <span className="inline-flex items-center gap-1.5">
          <IamAuthMark state={line.before} size={13} />
          {IAM_AUTH_WORDS[line.before]}
        </span>
      </TableCell>
      {line.refusal === null ? (
        <>
          <TableCell className="py-2 max-sm:h-auto max-sm:p-0!">
            <code className="text-xs">rds:{line.call}</code>
            <span className="block text-xs text-muted">
              <When line={line} moment={moment} />
            </span>
          </TableCell>
          <TableCell className="py-2 whitespace-normal max-sm:h-auto max-sm:p-0!">
            <SwitchLineEffect counts={line.counts} effect={line.effect} more={line.more} />
            {line.warnings.length > 0 ? (
              <span className="mt-0.5 flex gap-1.5 text-cond">
                <TriangleAlert aria-hidden size={14} strokeWidth={1.5} className="mt-0.5 shrink-0" />
                {line.warnings.join('. ')}
              </span>
            ) : null}
          </TableCell>
        </>
      ) : (
        <TableCell colSpan={2} className="py-2 whitespace-normal text-muted max-sm:h-auto max-sm:p-0!">
          <span className="font-medium text-fg">Left out.</span> {line.refusal}
        </TableCell>
      )}
    </TableRow>
  )
}

/** What is called for each target, and when; what is left out stands last, with its reason. */
export function SwitchLines({ lines, moment }: { lines: SwitchLine[]; moment: 'now' | 'window' }) {
  const sorted = [
    ...lines.filter(({ refusal }) => refusal === null),
    ...lines.filter(({ refusal }) => refusal !== null),
  ]
  return (
    <Table className="max-sm:block">
      <caption className="sr-only">Planned calls</caption>
      <TableHead className="max-sm:sr-only">
        <tr>
          <TableHeader>Target</TableHeader>
          <TableHeader>IAM auth today</TableHeader>
          <TableHeader>Call</TableHeader>
          <TableHeader>Who gains, who loses</TableHeader>
        </tr>
      </TableHead>
      <TableBody className="max-sm:block">
        {sorted.map(line => (
          <Line key={`${line.region}/${line.resourceId}`} line={line} moment={moment} />
        ))}
      </TableBody>
    </Table>
  )
}
