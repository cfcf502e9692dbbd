'use client'

import { Plus, SquareUserRound, X } from 'lucide-react'
import { useState } from 'react'
import { IAM_AUTH_WORDS } from '@/components/iam-auth-mark'
import { TargetKindIcon } from '@/components/target-kind-icon'
import { CheckboxField } from '@/components/ui/checkbox'
import { useAccount } from '@/components/use-account'
import { formatCount, shortenId } from '@/lib/format'
import type { GrantConnection } from '@/lib/grants/intent'
import { Chip } from './chip'
import { ChoiceField } from './choice-field'
import { useGrantDraft, withUsers } from './grant-draft'
import { Step } from './step'
import { useChoices } from './use-choices'
import { UserPicker } from './user-picker'

export function ConnectStep() {
  const { connections } = useGrantDraft().intent
  const users = connections.reduce((sum, connection) => sum + connection.databaseUsers.length, 0)
  const summary = `${formatCount(users, 'database user')} on ${formatCount(connections.length, 'target')}`
  return (
    <Step number={2} title="Connect as" summary={connections.length > 0 ? summary : null}>
      <div className="rounded-lg border border-line-strong bg-surface">
        {connections.map(connection => (
          <ConnectionCard key={connection.resourceId} connection={connection} />
        ))}
        <AddTarget />
      </div>
    </Step>
  )
}

function ConnectionCard({ connection }: { connection: GrantConnection }) {
  const { intent, form, targetOf, update } = useGrantDraft()
  const target = targetOf(connection)
  const { connections } = intent
  const known = form.users[connection.resourceId] ?? []
  const setUsers = (users: string[]) => update({ connections: withUsers(connections, connection, users) })
  return (
    <div className="border-b border-line px-3 py-2.5">
      <div className="flex items-center gap-2">
        {target ? <TargetKindIcon kind={target.kind} /> : null}
        <span className="min-w-0 truncate font-medium" title={target?.name}>
          {target?.name ?? 'Unknown target'}
        </span>
        <code className="text-xs text-subtle" title={connection.resourceId}>
          {shortenId(connection.resourceId)}
        </code>
        <span className="flex-1" />
        <span className="text-xs whitespace-nowrap text-muted">
          {target ? `IAM auth ${IAM_AUTH_WORDS[target.iamAuth].toLowerCase()}` : connection.region}
        </span>
        <button
          type="button"
          aria-label={`Remove ${target?.name ?? connection.resourceId}`}
          onClick={() => update({ connections: connections.filter(one => one !== connection) })}
          className="grid size-6 place-items-center rounded-sm text-subtle hover:bg-hover hover:text-fg"
        >
          <X aria-hidden size={13} strokeWidth={1.75} />
        </button>
      </div>
      <div className="relative mt-1.5 flex flex-wrap gap-1.5 pl-5.5">
        {connection.databaseUsers.map(name => {
          const fact = known.find(user => user.name === name)
          return (
            <Chip
              key={name}
              icon={<SquareUserRound aria-hidden size={13} strokeWidth={1.5} className="text-subtle" />}
              label={<code>{name}</code>}
              name={name}
              title={fact?.reason ? `${name}: ${fact.reason}` : name}
              doubtful={fact?.iamReady === false}
              onRemove={() => setUsers(connection.databaseUsers.filter(user => user !== name))}
            />
          )
        })}
        <UserPicker
          target={target?.name ?? connection.resourceId}
          known={known.filter(user => !connection.databaseUsers.includes(user.name))}
          chosen={connection.databaseUsers}
          onChoose={name => setUsers([...connection.databaseUsers, name])}
        />
      </div>
      <MakeToo connection={connection} />
    </div>
  )
}

/** IAM may name a user that is not there: it is made in the same step. */
function MakeToo({ connection: { region, resourceId, databaseUsers } }: { connection: GrantConnection }) {
  const { form, make, setMake } = useGrantDraft()
  const missing = databaseUsers
    .map(name => ({ name, key: `${region}/${resourceId}/${name}` }))
    .filter(({ key }) => form.toMake.includes(key))
  return missing.map(({ name, key }) => (
    <CheckboxField
      key={key}
      className="mt-1 pl-5.5"
      checked={make.includes(key)}
      disabled={!form.mayMakeUsers}
      onChange={event => setMake(event.target.checked ? [...make, key] : make.filter(other => other !== key))}
    >
      Create <code className="text-xs">{name}</code> too: it is not in the database.{' '}
      <span className="text-xs text-muted">
        {form.mayMakeUsers
          ? 'It signs in by IAM, and has no rights yet.'
          : 'You may not make database users here.'}
      </span>
    </CheckboxField>
  ))
}

function AddTarget() {
  const { intent, update, remember } = useGrantDraft()
  const account = useAccount()
  const [find, setFind] = useState<string | null>(null)
  const reading = useChoices('on', find)
  const taken = new Set(intent.connections.map(connection => connection.resourceId))
  const offered = reading.targets.filter(target => !taken.has(target.resourceId))
  return (
    <div className="relative flex items-center gap-1 px-3 py-1 focus-within:outline-2 focus-within:outline-accent">
      <Plus aria-hidden size={14} strokeWidth={1.5} className="text-subtle" />
      <ChoiceField
        label="Add target"
        placeholder="Add target"
        className="flex-1"
        choices={offered.map(target => ({
          key: target.resourceId,
          name: target.name,
          tip: target.name,
          disabled: target.noGrant,
          content: (
            <>
              <TargetKindIcon kind={target.kind} size={14} />
              <span className="min-w-0 flex-1 truncate">{target.name}</span>
              <span className="max-w-3/5 py-1 text-right text-xs text-subtle">
                {target.region}, IAM auth {IAM_AUTH_WORDS[target.iamAuth].toLowerCase()}
              </span>
            </>
          ),
        }))}
        more={reading.more}
        problem={reading.problem}
        unread={reading.unread}
        waiting={reading.waiting}
        nothing="No target is left to choose."
        wanting={intent.connections.length === 0}
        onQuery={setFind}
        onChoose={resourceId => {
          const target = offered.find(one => one.resourceId === resourceId)
          if (!target) return
          remember({ target })
          const added = { accountId: account, region: target.region, resourceId, databaseUsers: [] }
          update({ connections: [...intent.connections, added] })
        }}
        onClose={() => setFind(null)}
      />
    </div>
  )
}
