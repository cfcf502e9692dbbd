import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Suspense } from 'react'
import { FailurePanel } from '@/components/failure-panel'
import { PageHeader } from '@/components/page-header'
import { ReadingBanners } from '@/components/reading-banners'
import { RefreshButton } from '@/components/refresh-button'
import { readPage } from '@/lib/actions/read-page'
import { intentFromAddress } from '@/lib/grants/intent-address'
import { routes } from '@/lib/routes'
import { getGrantForm } from '@/lib/services/grants/get-grant-form'
import { planGrant } from '@/lib/services/grants/plan-grant'
import { ApplySection } from './_components/apply-section'
import { EffectSection } from './_components/effect-section'
import { GrantBuilder } from './_components/grant-builder'
import { LintSection } from './_components/lint-section'
import { madeTogether, usersToMake } from './_components/made-together'
import { EffectSkeleton } from './_components/plan-skeleton'

export const metadata: Metadata = { title: 'Grant access' }

/** The palette names a target by `region` and `resourceId` alone. */
function withTarget(params: Record<string, string | string[] | undefined>) {
  const { region, resourceId, on } = params
  return !on && region && resourceId ? { ...params, on: `${String(region)}/${String(resourceId)}` } : params
}

export default async function NewGrantPage({ params, searchParams }: PageProps<'/a/[account]/grants/new'>) {
  const query = await searchParams
  const intent = intentFromAddress({ ...withTarget(query), ...(await params) })
  const form = await readPage(context => getGrantForm(context, { intent }))
  if (!form.ok && form.code === 'noCredentials') redirect(routes.firstRun())
  if (!form.ok)
    return (
      <>
        <PageHeader title="Grant access" />
        <FailurePanel
          failure={form}
          meaning="Whom a grant would let in, and who is there to be granted anything, cannot be shown: nothing can be chosen here."
          actions={<RefreshButton look="button">Try again</RefreshButton>}
        />
      </>
    )
  const make = madeTogether(query.make, form.value.toMake)
  const users = usersToMake(make, (await params).account)
  const isWritten = query.edit === 'json'
  // Of a text only the browser knows: it asks for the plan itself.
  const plan = isWritten ? null : readPage(context => planGrant(context, { intent, users }))
  return (
    <div className="page-fills-wide">
      <PageHeader title="Grant access" readAt={form.value.readAt} dates={form.value.dates} />
      <ReadingBanners
        iam={form.value.iam}
        caveats={form.value.caveats}
        readAt={form.value.readAt}
        waits="Nothing is granted until they can be read."
      />
      <GrantBuilder
        intent={intent}
        make={make}
        isWritten={isWritten}
        form={form.value}
        effect={
          plan && (
            <Suspense fallback={<EffectSkeleton />}>
              <EffectSection reading={plan} />
            </Suspense>
          )
        }
        lint={
          plan && (
            <Suspense fallback={null}>
              <LintSection reading={plan} />
            </Suspense>
          )
        }
        apply={
          plan && (
            <Suspense fallback={null}>
              <ApplySection reading={plan} users={users} mayGrant={form.value.mayGrant} />
            </Suspense>
          )
        }
      />
    </div>
  )
}
