'use client'
import { NotAllOnPaper } from '@/components/not-all-on-paper'
import { usePrinting } from '@/components/use-printing'
import { VerdictMark } from '@/components/verdict-mark'
import { verdictWords } from '@/lib/access/model/as-far-as-read'
import { formatCount, formatNumber } from '@/lib/format'
import { MOST_ON_PAPER } from '@/lib/most-on-paper'
import { GROUP_WORDS } from './cell-words'
import type { MatrixAddress } from './matrix-address'
import type { MatrixData } from './matrix-data'
import type { MatrixView } from './matrix-lines'
import { type PaperAnswer, paperRows } from './paper-rows'

interface MatrixPaperProps {
  label: string
  data: MatrixData
  view: MatrixView
  address: Pick<MatrixAddress, 'hide' | 'find'>
}

function filterWords({ find, hide }: MatrixPaperProps['address'], asFarAsRead: boolean): string | null {
  const hidden = hide.map(verdict => verdictWords(verdict, asFarAsRead).toLowerCase())
  const words = [
    ...(find.trim() ? [`only what matches “${find.trim()}”`] : []),
    ...(hidden.length > 0 ? [`without ${hidden.join(', ')}`] : []),
  ]
  return words.length > 0 ? `Filtered: ${words.join('; ')}.` : null
}

function Answer({ answer: { verdict, words, note, users } }: { answer: PaperAnswer }) {
  return (
    <p className="flex items-baseline gap-1.5">
      <VerdictMark verdict={verdict} size={10} />
      <span>
        {words}
        {note ? ` (${note})` : ''}: <code>{users.join(', ')}</code>
      </span>
    </p>
  )
}

/** The grid draws only what is on screen; on paper every principal has a line that says the same in words. */
export function MatrixPaper({ label, data, view, address }: MatrixPaperProps) {
  if (!usePrinting()) return <NotAllOnPaper />
  const rows = paperRows(data, view, address.hide)
  const shown = rows.slice(0, MOST_ON_PAPER)
  return (
    <div className="hidden print:block">
      <h2 className="py-2 font-semibold">{label}</h2>
      <p className="pb-2 text-xs">
        {shown.length < rows.length
          ? `The first ${formatNumber(shown.length)} of ${formatCount(rows.length, 'principal')}: the export as CSV holds all of them.`
          : `All ${formatCount(rows.length, 'principal')} in view.`}{' '}
        What is not named has no access. {filterWords(address, data.asFarAsRead)}
      </p>
      <table className="text-xs">
        <thead>
          <tr className="border-b border-line-strong text-left">
            <th className="w-[45%] py-1 pr-4">Principal</th>
            <th className="w-20 py-1 pr-4">Group</th>
            <th className="py-1">As which database users</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ principal, group, answers }) => (
            <tr key={principal} data-paper-row className="border-b border-line align-baseline">
              <td className="py-1 pr-4 font-mono">{principal}</td>
              <td className="py-1 pr-4">{GROUP_WORDS[group].name}</td>
              <td className="py-1">
                {answers.length === 0 ? 'No access' : null}
                {answers.map(answer => (
                  <Answer key={`${answer.words} ${answer.note}`} answer={answer} />
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
