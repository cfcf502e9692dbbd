import { describe, expect, it } from 'vitest'
import { notListed, userAnswer } from './user-words'

describe('one database user, in a sentence', () => {
  it.each([
    [9, 4, 6, '9 principals can connect as app, on 4 of the 6 targets that have or name it.'],
    [1, 6, 6, '1 principal can connect as app, on the 6 targets that have or name it.'],
    [1, 1, 1, '1 principal can connect as app, on the 1 target that has or names it.'],
    [0, 0, 3, 'Nobody can connect as app on the 3 targets that have or name it.'],
    [0, 0, 0, 'No target that was read has app, and no policy names it.'],
  ])('%d principals on %d of %d', (principals, reachedOn, targets, sentence) => {
    expect(
      userAnswer('app', {
        principals,
        reachedOn,
        targets,
        asFarAsRead: false,
        policiesUnread: null,
        beyond: null,
      }),
    ).toBe(sentence)
  })

  it('claims no more than was read while organisation policies are unread', () => {
    const reach = {
      principals: 1,
      reachedOn: 1,
      targets: 1,
      asFarAsRead: true,
      policiesUnread: null,
      beyond: null,
    }
    expect(userAnswer('app', reach)).toMatch(/names it\. As far as read: organisation policies are unread\.$/)
    expect(userAnswer('app', { ...reach, principals: 0 })).toMatch(/^Nobody .* names it\.$/)
  })

  it('says nobody only of whom was evaluated while a policy or group is unread', () => {
    const policiesUnread = 'Not in this answer: ops not read, so whom that lets in is not evaluated.'
    const reach = {
      principals: 0,
      reachedOn: 0,
      targets: 1,
      asFarAsRead: false,
      policiesUnread,
      beyond: null,
    }
    expect(userAnswer('app', reach)).toBe(
      `Nobody that was evaluated can connect as app on the 1 target that has or names it. ${policiesUnread}`,
    )
  })

  it('does not say that no policy names it while a Region is not read', () => {
    const beyond = 'Not in this answer: us-west-2 not read, so who reaches what is there is not known.'
    const reach = {
      principals: 0,
      reachedOn: 0,
      targets: 0,
      asFarAsRead: false,
      policiesUnread: null,
      beyond,
    }
    expect(userAnswer('app', reach)).toBe(`No target that was read is known to have app. ${beyond}`)
  })

  it('says which targets are not in the list, and keeps not there apart from not known', () => {
    const unknown = [{ name: 'dw', region: 'us-east-1', resourceId: 'db-DW', anyName: 2 }]
    const [there, open] = notListed({ elsewhere: 2, unknown, beyond: null })
    expect(there).toMatch(/^2 other targets: their users were read, and it neither exists there/)
    expect(open).toMatch(/^1 other target: its users were not read .* is not known\.$/)
    expect(notListed({ elsewhere: 0, unknown: [], beyond: null })).toEqual([])
    const beyond = 'Not in this answer: us-west-2 not read.'
    expect(notListed({ elsewhere: 0, unknown: [], beyond })).toEqual([beyond])
  })
})
