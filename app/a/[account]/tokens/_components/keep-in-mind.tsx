import { Download, ScrollText, Search, ShieldAlert, SquareTerminal } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { reaches } from '@/lib/access/model/verdict'
import { routes } from '@/lib/routes'
import type { IssuedToken } from '@/lib/services/tokens/mint-token'

const icon = {
  'aria-hidden': true,
  size: 15,
  strokeWidth: 1.5,
  className: 'mt-0.5 shrink-0 text-subtle',
} as const

export function KeepInMind({ issued, operatorName }: { issued: IssuedToken; operatorName: string }) {
  return (
    <section className="px-5 py-4 max-md:px-5">
      <h2 className="font-semibold max-md:hidden">Keep in mind</h2>
      <ul className="mt-2 grid gap-2 text-muted">
        <Fact icon={<ShieldAlert {...icon} />}>
          It is a password. Gatehouse shows it once and does not keep it.
        </Fact>
        {issued.verdict === 'notEvaluated' ? (
          <Fact icon={<ShieldAlert {...icon} />}>
            Whether the target takes it is not known:{' '}
            {issued.sentence ?? 'what IAM allows was not evaluated.'}
          </Fact>
        ) : null}
        {reaches(issued.verdict) || issued.verdict === 'notEvaluated' ? null : (
          <Fact icon={<ShieldAlert {...icon} className="mt-0.5 shrink-0 text-cond" />}>
            <span className="text-cond">The target is expected to refuse it.</span> {issued.sentence}
          </Fact>
        )}
        <Fact icon={<SquareTerminal {...icon} />} phone={false}>
          The copied command starts with a space, so most shells leave it out of history.
        </Fact>
        <Fact icon={<ScrollText {...icon} />} phone={false}>
          Recorded: {issued.reason ? `${issued.reason}, ` : ''}
          {operatorName}. AWS does not log the sign-in itself.
        </Fact>
        <Fact icon={<Download {...icon} />} phone={false}>
          On another machine, save the{' '}
          <a
            href={routes.certificateBundle(issued.target.accountId)}
            download
            className="text-accent underline"
          >
            CA file
          </a>{' '}
          and name it in sslrootcert.
        </Fact>
        <Fact icon={<Search {...icon} />}>
          One that is refused elsewhere:{' '}
          <Link href={routes.inspectToken(issued.target.accountId)} className="text-accent underline">
            inspect it
          </Link>
          , in this browser alone.
        </Fact>
      </ul>
    </section>
  )
}

function Fact({
  icon: mark,
  phone = true,
  children,
}: {
  icon: ReactNode
  phone?: boolean
  children: ReactNode
}) {
  return (
    <li className={phone ? 'flex gap-2.5' : 'flex gap-2.5 max-md:hidden'}>
      {mark}
      <span>{children}</span>
    </li>
  )
}
