import { Database, Layers, Layers2, Waypoints } from 'lucide-react'
import type { TargetKind } from '@/lib/access/model/target'

const ICONS = {
  instance: Database,
  auroraCluster: Layers,
  multiAzCluster: Layers2,
  proxy: Waypoints,
} as const

export const TARGET_KIND_WORDS: Record<TargetKind, string> = {
  instance: 'DB instance',
  auroraCluster: 'Aurora DB cluster',
  multiAzCluster: 'Multi-AZ DB cluster',
  proxy: 'RDS Proxy',
}

export function TargetKindIcon({ kind, size = 15 }: { kind: TargetKind; size?: number }) {
  const Icon = ICONS[kind]
  return (
    <Icon
      role="img"
      aria-label={TARGET_KIND_WORDS[kind]}
      size={size}
      strokeWidth={1.5}
      className="shrink-0 text-subtle"
    />
  )
}
