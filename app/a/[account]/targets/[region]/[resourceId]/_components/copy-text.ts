import { announce } from '@/components/ui/announce'

export async function copyText(text: string) {
  await navigator.clipboard.writeText(text)
  announce('Copied')
}
