import { expect, it } from 'vitest'
import { actorWords, writerWords } from './actor-words'

it('a person goes by name, also in entries that do not say what wrote them', () => {
  expect(actorWords({ actor: 'mira' })).toBe('mira')
  expect(actorWords({ actor: 'mira', actorKind: 'person' })).toBe('mira')
})

it('a job and an API key are never taken for a person of that name', () => {
  expect(actorWords({ actor: 'mending changes', actorKind: 'job' })).toBe('Gatehouse, mending changes')
  expect(actorWords({ actor: 'mira', actorKind: 'apiKey' })).toBe('API key mira')
  expect(actorWords({ actor: 'gatehouse', actorKind: 'job' })).toBe('Gatehouse')
})

it('a change that Gatehouse tells the end of stays that of whoever began it', () => {
  const mended = {
    actor: 'mira',
    actorKind: 'person',
    recordedBy: { kind: 'job', name: 'mending changes' },
  } as const
  expect(actorWords(mended)).toBe('Gatehouse for mira')
  expect(writerWords(mended)).toBe('Gatehouse, mending changes')
  expect(writerWords({ actor: 'mira' })).toBeNull()
})
