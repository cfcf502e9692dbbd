'use client'

import { useRef } from 'react'
import { Select } from '@/components/ui/select'
import { useEarlyChange } from '@/components/use-early-change'
import type { Connections } from '@/lib/services/tokens/list-connections'

interface SignAsProps {
  connections: Pick<Connections, 'signers' | 'signAs'>
  onSigner: (arn: string) => void
}

/** Absent where there is nothing to choose. */
export function SignAs({ connections, onSigner }: SignAsProps) {
  const field = useRef<HTMLSelectElement>(null)
  useEarlyChange(field, connections.signAs, onSigner)
  if (connections.signers.length < 2 && connections.signAs === 'caller') return null
  return (
    <div className="grid gap-1">
      <label htmlFor="sign-as" className="font-medium">
        Signed by
      </label>
      <Select
        ref={field}
        id="sign-as"
        value={connections.signAs}
        onChange={event => onSigner(event.target.value)}
        className="w-full"
      >
        {connections.signers.map(signer => (
          <option key={signer.arn} value={signer.arn}>
            {signer.label}
            {signer.kind === 'caller' ? ', this server' : ''}
          </option>
        ))}
        {connections.signers.some(signer => signer.arn === connections.signAs) ? null : (
          <option value={connections.signAs}>{connections.signAs.split(':').at(-1)}</option>
        )}
      </Select>
      <p className="text-xs text-subtle">A role’s session is narrowed to this one database user.</p>
    </div>
  )
}
