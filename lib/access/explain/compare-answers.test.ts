import { describe, expect, it } from 'vitest'
import type { Decision, Evaluation } from '@/lib/iam/index'
import { compareAnswers } from './compare-answers'

function ours(decision: Decision, ...missingContextKeys: string[]): Evaluation {
  return {
    decision,
    reasons: [],
    layers: [],
    serviceControl: 'none',
    missingContextKeys,
    condition: null,
    errors: [],
  }
}

const aws = (decision: Decision, ...missingContextKeys: string[]) => ({ decision, missingContextKeys })

describe('compareAnswers', () => {
  it.each([
    ['the same answer', ours('allowed'), aws('allowed'), 'agrees'],
    ['a deny against an allow', ours('allowed'), aws('explicitDeny'), 'disagrees'],
    ['an allow that we do not see', ours('implicitDeny'), aws('allowed'), 'disagrees'],
    [
      'an open answer and a key that AWS was not given',
      ours('conditional', 'aws:CurrentTime'),
      aws('implicitDeny', 'aws:CurrentTime'),
      'agrees',
    ],
    ['an open answer that hangs on no key', ours('conditional'), aws('allowed'), 'disagrees'],
  ])('%s: %s', (_, own, theirs, answer) => {
    expect(compareAnswers(own, theirs).answer).toBe(answer)
  })

  it('gives both answers when they differ, and names the SCP', () => {
    const { detail } = compareAnswers(ours('allowed'), { ...aws('implicitDeny'), organizationAllows: false })
    expect(detail).toBe(
      'AWS says not allowed, Gatehouse says allowed. An SCP of the organisation refuses it; Gatehouse has not read the SCPs.',
    )
  })
})
