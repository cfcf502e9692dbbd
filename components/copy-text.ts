import { sealedText } from '@/components/sealed-text'
import { announce } from '@/components/ui/announce'

export async function copyText(text: string) {
  await navigator.clipboard.writeText(text)
  announce('Copied')
}

/** With its hash under it. */
export const copySealed = async (text: string) => copyText(await sealedText(text))
