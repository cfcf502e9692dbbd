'use client'

import { useRouter } from 'next/navigation'
import {
  createContext,
  type ReactNode,
  useContext,
  useMemo,
  useOptimistic,
  useState,
  useTransition,
} from 'react'
import { useAccount } from '@/components/use-account'
import type { GrantSubject, GrantTarget } from '@/lib/grants/grant-facts'
import type { GrantConnection, GrantIntent, Placement } from '@/lib/grants/intent'
import { addressOfIntent } from '@/lib/grants/intent-address'
import { routes } from '@/lib/routes'
import type { GrantReceipt } from '@/lib/services/grants/apply-grant'
import type { GrantForm } from '@/lib/services/grants/get-grant-form'

interface GrantDraft {
  intent: GrantIntent
  form: GrantForm
  /** The server is planning what is on the screen. */
  pending: boolean
  subjectOf: (arn: string) => GrantSubject
  targetOf: (connection: GrantConnection) => GrantTarget | null
  update: (change: Partial<GrantIntent>) => void
  /** Users that are made with the grant, of `form.toMake`. */
  make: string[]
  /** The policy is written by hand; what the form chose last is still in the address. */
  isWritten: boolean
  /** Which way somebody just went: the focus goes along. */
  went: 'toText' | 'toForm' | null
  /** Opens the editor. */
  write: () => void
  /** Back to the form, with these connections; as it was, where none are said. */
  leaveText: (connections?: GrantConnection[]) => void
  setMake: (make: string[]) => void
  remember: (fact: { subject?: GrantSubject; target?: GrantTarget }) => void
  receipt: GrantReceipt | null
  setReceipt: (receipt: GrantReceipt | null) => void
}

const DraftContext = createContext<GrantDraft | null>(null)

export function useGrantDraft(): GrantDraft {
  const draft = useContext(DraftContext)
  if (!draft) throw new Error('Only inside the grant builder.')
  return draft
}

/** The address holds the intent; what was just chosen shows at once, before the server has answered. */
export function GrantDraftProvider({
  intent: settled,
  make: settledMake,
  isWritten,
  form,
  children,
}: {
  intent: GrantIntent
  make: string[]
  isWritten: boolean
  form: GrantForm
  children: ReactNode
}) {
  const router = useRouter()
  const account = useAccount()
  const [pending, start] = useTransition()
  const [intent, setIntent] = useOptimistic(settled)
  const [make, setMake] = useOptimistic(settledMake)
  const [picked, setPicked] = useState<{ subjects: GrantSubject[]; targets: GrantTarget[] }>({
    subjects: [],
    targets: [],
  })
  const [went, setWent] = useState<'toText' | 'toForm' | null>(null)
  const [receipt, setReceipt] = useState<GrantReceipt | null>(null)
  const draft = useMemo<GrantDraft>(() => {
    const addressOf = (change: { intent?: GrantIntent; make?: string[]; isWritten?: boolean }) => {
      const next = { intent, make, isWritten, ...change }
      const edit = next.isWritten ? 'json' : null
      return routes.grant(account, { ...addressOfIntent(next.intent), make: next.make, edit })
    }
    return {
      intent,
      form,
      pending,
      receipt,
      setReceipt,
      subjectOf: arn =>
        [...form.subjects, ...picked.subjects].find(subject => subject.arn === arn) ?? unknownSubject(arn),
      targetOf: ({ region, resourceId }) =>
        [...form.targets, ...picked.targets].find(
          target => target.resourceId === resourceId && target.region === region,
        ) ?? null,
      update: change => {
        const next = { ...intent, ...change }
        start(() => {
          setIntent(next)
          router.replace(addressOf({ intent: next }), { scroll: false })
        })
      },
      make,
      isWritten,
      // Into the history: the browser's own way back leads out of the editor again.
      went,
      write: () => {
        setWent('toText')
        start(() => router.push(addressOf({ isWritten: true }), { scroll: false }))
      },
      leaveText: connections => {
        setWent('toForm')
        start(() => {
          const next = connections ? { ...intent, connections } : intent
          setIntent(next)
          router.push(addressOf({ intent: next, isWritten: false }), { scroll: false })
        })
      },
      setMake: next =>
        start(() => {
          setMake(next)
          router.replace(addressOf({ make: next }), { scroll: false })
        }),
      remember: ({ subject, target }) =>
        setPicked(before => ({
          subjects: subject ? [...before.subjects, subject] : before.subjects,
          targets: target ? [...before.targets, target] : before.targets,
        })),
    }
  }, [intent, make, isWritten, went, form, pending, receipt, picked, router, account, setIntent, setMake])
  return <DraftContext.Provider value={draft}>{children}</DraftContext.Provider>
}

function unknownSubject(arn: string): GrantSubject {
  const label = arn.split(':').at(-1) ?? arn
  return { arn, label, group: 'people', detail: null, unmodifiable: null }
}

export function withUsers(
  connections: GrantConnection[],
  at: GrantConnection,
  databaseUsers: string[],
): GrantConnection[] {
  return connections.map(connection => (connection === at ? { ...connection, databaseUsers } : connection))
}

export function placementName(placement: Placement): string {
  return placement.kind === 'existingManaged'
    ? (placement.policyArn.split('/').at(-1) ?? '')
    : placement.policyName
}
