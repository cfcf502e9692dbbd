import { type Circumstances, NOTHING_KNOWN } from '@/lib/connect/doctor/circumstances'
import type { DoctorTarget } from '@/lib/services/doctor/get-doctor'
import type { DoctorSigner } from '@/lib/services/doctor/likely-signers'
import type { LiveAnswers } from './doctor-row'

/** What the fields and the checks so far know beside the text. */
export function circumstancesOf(
  target: DoctorTarget | null,
  databaseUser: string | null,
  signer: DoctorSigner | null,
  answers: LiveAnswers,
): Circumstances {
  const known = Object.values(answers).flatMap(answer => (answer === 'pending' ? [] : answer.known))
  return {
    ...NOTHING_KNOWN,
    databaseUser,
    signer: signer?.label ?? null,
    ...(target
      ? {
          targetName: target.name,
          host: target.hosts[0] ?? null,
          port: target.port,
          family: target.family,
          viaProxy: target.kind === 'proxy',
          proxyMode: target.proxyMode,
        }
      : {}),
    ...Object.assign({}, ...known),
  }
}
