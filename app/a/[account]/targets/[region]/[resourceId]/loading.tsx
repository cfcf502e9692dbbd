import { SkeletonRows } from '@/components/ui/skeleton'

export default function Loading() {
  return <SkeletonRows rows={14} columns={6} label="Evaluating principals" />
}
