import { Search } from 'lucide-react'
import Form from 'next/form'
import { InputGroup } from '@/components/ui/input'
import { Kbd } from '@/components/ui/kbd'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import type { Target } from '@/lib/access/model/target'
import { formatClock, formatDay } from '@/lib/format'
import { routes } from '@/lib/routes'
import { ReadNow } from './read-now'

/** Find, how many use IAM, when it was read, read it again. */
export function UsersToolbar(props: { target: Target; scan: DatabaseScan; find: string; mayMint: boolean }) {
  const { target, scan, find, mayMint } = props
  const { accountId, region, resourceId } = target
  const users = scan.users.filter(user => user.signIn !== 'noLogin')
  const ready = users.filter(user => user.iamReady).length
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-3 px-5 py-1.5 max-md:px-4">
      <Form action={routes.targetUsers(target)} replace scroll={false} className="w-44 max-md:w-full">
        <InputGroup
          type="search"
          name="find"
          defaultValue={find}
          placeholder="Find user"
          aria-label="Find a database user"
          data-filter
          before={<Search size={14} strokeWidth={1.5} aria-hidden />}
          after={<Kbd>/</Kbd>}
        />
      </Form>
      <span className="text-xs text-muted">
        {ready} of {users.length} use IAM, read {formatDay(scan.scannedAt, new Date().toISOString())} at{' '}
        {formatClock(scan.scannedAt)} UTC as <code>{scan.scannedAs}</code>
      </span>
      <span className="ml-auto">
        <ReadNow target={{ accountId, region, resourceId }} mayMint={mayMint}>
          Read again
        </ReadNow>
      </span>
    </div>
  )
}
