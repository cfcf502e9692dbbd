'use client'

import { ChevronRight } from 'lucide-react'
import { ShellCode } from '@/components/shell-code'
import { Field, fieldProps } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { MfaWays } from '@/lib/connect/mfa-ways'
import { MfaCodeField } from './mfa-code-field'
import type { MfaCodeState } from './use-mfa-code'

/** The ways that work where the session of this server has no MFA. */
export function MfaPanel({ ways, mfa }: { ways: MfaWays; mfa: MfaCodeState }) {
  return (
    <section
      aria-label="With MFA"
      className="grid grid-cols-1 gap-3 border-t border-line px-6 py-4 max-md:px-4"
    >
      <h2 className="font-medium">With MFA</h2>
      <p className="text-xs text-muted">{ways.here}</p>
      {ways.takesCode ? (
        <>
          <MfaDevice devices={ways.devices ?? []} mfa={mfa} />
          <MfaCodeField
            id="mfa-code"
            code={mfa.code}
            field={mfa.codeField}
            error={mfa.codeError}
            hint="Goes to STS once. Never stored, never logged."
            onCode={mfa.setCode}
          />
        </>
      ) : null}
      {ways.open ? <p className="text-xs text-muted">{ways.open}</p> : null}
      {ways.lines ? (
        <details open={!ways.takesCode} className="group">
          <summary className="flex cursor-pointer items-center gap-1 text-xs text-muted hover:text-fg max-md:py-3">
            <ChevronRight aria-hidden size={14} strokeWidth={1.5} className="group-open:rotate-90" />
            With a session of your own, in a terminal
          </summary>
          <ShellCode label="AWS CLI" text={ways.lines} className="mt-2" />
          <p className="mt-1.5 text-xs text-muted">
            With keys of an IAM user whom it lets in. Put in {placesInWords(ways.places)}. The last line
            prints the token.
          </p>
        </details>
      ) : null}
    </section>
  )
}

const PLACES: Record<string, string> = {
  MFA_DEVICE_ARN: 'the ARN of your device for MFA_DEVICE_ARN',
  MFA_CODE: 'the code that it shows for MFA_CODE',
}
const placesInWords = (places: string[]) => places.map(place => PLACES[place] ?? place).join(' and ')

/** One that is known needs no field. */
function MfaDevice({ devices, mfa }: { devices: string[]; mfa: MfaCodeState }) {
  const { device, setDevice, deviceError, deviceField } = mfa
  if (devices.length === 1)
    return (
      <p className="text-xs text-muted">
        Device <code className="break-all text-fg">{device}</code>
      </p>
    )
  if (devices.length > 1)
    return (
      <Field label="MFA device" htmlFor="mfa-device">
        <Select
          id="mfa-device"
          value={device}
          onChange={event => setDevice(event.target.value)}
          className="w-full"
        >
          {devices.map(serial => (
            <option key={serial} value={serial}>
              {serial}
            </option>
          ))}
        </Select>
      </Field>
    )
  const hint = 'This browser remembers it. iam:ListMFADevices would let this server find it.'
  return (
    <Field label="MFA device" htmlFor="mfa-device" error={deviceError} hint={hint}>
      <Input
        ref={deviceField}
        {...fieldProps('mfa-device', deviceError, hint)}
        size="lg"
        mono
        placeholder="arn:aws:iam::ACCOUNT:mfa/NAME"
        value={device}
        onChange={event => setDevice(event.target.value)}
      />
    </Field>
  )
}
