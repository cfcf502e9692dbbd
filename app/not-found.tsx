import { EmptyState } from '@/components/empty-state'
import { PageHeader } from '@/components/page-header'
import { ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'

export default function NotFound() {
  return (
    <>
      <PageHeader title="Not found" />
      <EmptyState
        title="There is no such page or target"
        actions={<ButtonLink href={routes.start()}>Show all targets</ButtonLink>}
      >
        The address may be old, or the target was deleted: a restored database gets a new resource id.
      </EmptyState>
    </>
  )
}
