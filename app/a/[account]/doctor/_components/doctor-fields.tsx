'use client'

import { useRef } from 'react'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { useEarlyChange } from '@/components/use-early-change'
import type { Symptoms } from '@/lib/connect/doctor/recognised'
import type { Doctor, DoctorTarget } from '@/lib/services/doctor/get-doctor'
import type { DoctorSigner } from '@/lib/services/doctor/likely-signers'
import type { DoctorQuery } from '../search-params'
import { SIGNER_FIELD } from './field-ids'
import { targetOfHosts, whichWords } from './read-text'
import { UserField } from './user-field'

/** What the page was read with, but for its dates. */
export type DoctorFacts = Omit<Doctor, 'iam' | 'caveats' | 'readAt' | 'dates'>

interface DoctorFieldsProps {
  doctor: DoctorFacts
  query: DoctorQuery
  target: DoctorTarget | null
  signer: DoctorSigner | null
  symptoms: Symptoms | null
  onChoose: (query: DoctorQuery) => void
}

const FROM_TEXT = 'from the text'

/** What the text did not name is asked for, one field at a time. */
export function DoctorFields({ doctor, query, target, signer, symptoms, onChoose }: DoctorFieldsProps) {
  const named = symptoms && targetOfHosts(doctor.targets, symptoms.hosts)
  const ask = symptoms && whichWords(symptoms.hosts)
  const fromText = target !== null && named?.resourceId === target.resourceId
  const isOnly = target !== null && !fromText && doctor.onlyTarget?.resourceId === target.resourceId
  const targetHint = fromText
    ? FROM_TEXT
    : isOnly
      ? `the only one read that knows ${query.user}`
      : target
        ? null
        : ask
  const place = (value: string) => {
    const [region = '', resourceId = ''] = value.split('/')
    return { region: region || null, resourceId: resourceId || null }
  }
  const targetField = useRef<HTMLSelectElement>(null)
  const signerField = useRef<HTMLSelectElement>(null)
  const shownTarget = target ? `${target.region}/${target.resourceId}` : ''
  const shownSigner = doctor.signers.find(({ arn }) => arn === query.as)?.arn ?? signer?.arn ?? ''
  const chooseTarget = (value: string) => onChoose({ ...query, ...place(value), as: null })
  const chooseSigner = (value: string) => onChoose({ ...query, as: value || null })
  useEarlyChange(targetField, shownTarget, chooseTarget)
  useEarlyChange(signerField, shownSigner, chooseSigner)
  return (
    <div className="grid content-start gap-3 max-lg:grid-cols-3 max-md:grid-cols-2 max-md:gap-2">
      <Field label="Target" htmlFor="doctor-target" hint={targetHint}>
        <Select
          id="doctor-target"
          aria-describedby={targetHint ? 'doctor-target-message' : undefined}
          ref={targetField}
          value={shownTarget}
          onChange={event => chooseTarget(event.target.value)}
        >
          <option value="">Choose a target</option>
          {doctor.targets.map(({ region, resourceId, name }) => (
            <option key={resourceId} value={`${region}/${resourceId}`}>
              {name} · {region}
            </option>
          ))}
        </Select>
      </Field>
      <UserField
        users={doctor.users}
        user={query.user}
        hint={
          query.user === null
            ? target && 'As whom? A policy and a database know it by its name.'
            : symptoms?.databaseUser === query.user
              ? FROM_TEXT
              : null
        }
        onChoose={user => onChoose({ ...query, user, as: null })}
      />
      <Field
        label="Who was signing in"
        htmlFor={SIGNER_FIELD}
        className="max-md:col-span-2"
        hint={signerHint(doctor, query, symptoms)}
      >
        <Select
          id={SIGNER_FIELD}
          aria-describedby={`${SIGNER_FIELD}-message`}
          ref={signerField}
          value={shownSigner}
          disabled={doctor.signers.length === 0}
          onChange={event => chooseSigner(event.target.value)}
        >
          <option value="">Not said</option>
          {doctor.signers.map(({ arn, label }) => (
            <option key={arn} value={arn}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  )
}

function signerHint(doctor: DoctorFacts, query: DoctorQuery, symptoms: Symptoms | null): string {
  if (doctor.chosen && symptoms?.callerArn === query.as) return FROM_TEXT
  if (doctor.chosen) return 'chosen'
  if (query.resourceId === null) return 'Choose the target first.'
  if (query.user === null) return 'Name the database user first.'
  return doctor.signers.length === 0
    ? 'No policy that was read speaks of this user here.'
    : `Who was it? ${doctor.signers.length} could be meant, the likeliest first.`
}
