import { SkeletonRows } from '@/components/ui/skeleton'

export default function Loading() {
  return <SkeletonRows rows={14} columns={4} label="Evaluating what this principal reaches" />
}
