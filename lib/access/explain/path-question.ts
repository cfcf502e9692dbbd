import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import type { Organization } from '@/lib/access/model/organization'
import type { Principal } from '@/lib/access/model/principal'
import type { Target } from '@/lib/access/model/target'
import type { LayerExplanation, PolicySource } from '@/lib/iam/index'

export interface PathQuestion {
  organization: Organization
  sources: ReadonlyMap<string, PolicySource>
  target: Target
  principal: Principal
  column: MatrixColumn
  layers: readonly LayerExplanation[]
  /** The policies say no. */
  refused: boolean
  /** SCPs are unread, and AWS's policy simulator said that they refuse it. */
  refusedByAws: boolean
  databaseRead: boolean
}
