'use client'

import { useRouter } from 'next/navigation'
import { UserChangeDialog } from '@/app/a/[account]/database-users/_components/user-change-dialog'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { UsersQuery } from '../../search-params'
import { usersHref } from './users-address'

interface ChangeOfAddressProps {
  target: TargetRef & { name: string }
  query: UsersQuery
}

/** The dialog that the address asks for, if it does. */
export function ChangeOfAddress({ target, query }: ChangeOfAddressProps) {
  const router = useRouter()
  const { create, change, user } = query
  const close = () => router.replace(usersHref(target, query), { scroll: false })
  if (create !== null || change === 'create')
    return <UserChangeDialog target={target} kind="create" user={create ?? ''} onClose={close} />
  if (change === null || user === null) return null
  return (
    <UserChangeDialog key={`${change} ${user}`} target={target} kind={change} user={user} onClose={close} />
  )
}
