import { digestOf } from '@/lib/access/model/digest'

/** With the SHA-256 of the rest, and how anybody works it out again. It shows a later change, it proves no author. */
export const sealedJson = (value: object) => ({
  ...value,
  sha256: digestOf(value),
  sha256Check: `jq -jcS 'del(.sha256, .sha256Check)' FILE | shasum -a 256`,
})
