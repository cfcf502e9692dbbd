import { describe, expect, it } from 'vitest'
import { blocksOfCsv, blocksOfJson, blocksOfPage } from './blocks.js'
import { datesOf, misdatedIn, misleadingIn, unexpectedIn } from './judge-screens.js'

const TRUE_PAGE = `<main><header><h1>orders-prod</h1><time dateTime="2026-11-27T10:00:00.000Z">as of <!-- -->10:00:00<!-- --> UTC</time></header>
  <div><a><span>Can connect</span><span>20</span></a><a><span>Dormant</span><span>3</span></a></div>
  <p>10 targets in 3 Regions</p>
  <table><tbody>
    <tr><td>role/orders-api</td><td>Can connect</td><td title="The database was not read">–</td></tr>
    <tr><td>role/eng-search</td><td>No access</td><td title="The database was not read">–</td></tr>
  </tbody></table></main>`
const truth = [blocksOfPage(TRUE_PAGE)]
const rulesOf = (page: string, claims: RegExp[] = []) =>
  misleadingIn(blocksOfPage(page), truth, { claims }).map(({ rule }) => rule)

describe('a screen that misleads is told from one that does not', () => {
  it('says nothing of what is as it was', () => {
    expect(rulesOf(TRUE_PAGE)).toEqual([])
    expect(rulesOf(TRUE_PAGE.replaceAll('10:00:00', '11:22:33'))).toEqual([])
  })

  // The sentences of issue 10.
  it.each([
    '<p>Nobody can connect</p>',
    '<p>0 principals. No principal matches.</p>',
    '<p>role/orders-api may have been deleted.</p>',
    '<h2>No target was read</h2>',
    '<p>No principal reaches any of 10 targets.</p>',
    '<p>20 active → none</p>',
    '<p>The target was deleted.</p>',
    '<p>Listed as supported for this engine, version and class</p>',
    '<p>Everything that was asked for was read.</p>',
    '<p>Reach 0</p>',
    '<p>It is not among them.</p>',
  ])('finds the denial in %s', sentence => {
    expect(rulesOf(TRUE_PAGE.replace('</main>', `${sentence}</main>`))).toEqual(['denial'])
  })

  it('finds a count that is another without a word beside it', () => {
    expect(rulesOf(TRUE_PAGE.replace('>20<', '>19<'))).toContain('count')
    expect(rulesOf(TRUE_PAGE.replace('10 targets', '8 targets'))).toContain('count')
  })

  it('takes a mark only beside the count itself', () => {
    const far = TRUE_PAGE.replace('>20<', '>19<').replace(
      '</main>',
      '<p>us-west-2 could not be read.</p></main>',
    )
    expect(rulesOf(far)).toEqual(['count'])
    const beside = TRUE_PAGE.replace('>20<', '>19<span>, us-west-2 not read</span><')
    expect(rulesOf(beside)).toEqual([])
    const other = TRUE_PAGE.replace('>20<', '>0<').replace('>3<', '>not evaluated<')
    expect(rulesOf(other)).toContain('denial')
  })

  it('lets a word above many rows explain their figures, but neither a 0 nor a verdict', () => {
    const counted = (figure: string) =>
      blocksOfPage(`<main><table><tr><td>role/orders-api</td><td>${figure}</td></tr></table></main>`)
    const banner = blocksOfPage('<p>us-west-2 could not be read.</p>')
    const rules = (figure: string, beside = banner) =>
      misleadingIn([...counted(figure), ...beside], [counted('5')]).map(({ rule }) => rule)
    expect(rules('4')).toEqual([])
    expect(rules('4', [])).toEqual(['count'])
    expect(rules('0')).toEqual(['denial'])
    expect(rules('Denied')).toEqual(['verdict'])
  })

  it('takes so many of a verdict for a figure: of a row, of a legend, not where it stands alone', () => {
    const banner = blocksOfPage('<p>The group ops was not read.</p>')
    const rules = (page: (count: number) => string) =>
      misleadingIn([...blocksOfPage(page(8)), ...banner], [blocksOfPage(page(9))]).map(({ rule }) => rule)
    expect(rules(n => `<table><tr><td>orders</td><td>${n} can connect</td></tr></table>`)).toEqual([])
    expect(rules(n => `<button aria-label="Denied, ${n}"><i>Denied</i><i>${n}</i></button>`)).toEqual([])
    expect(
      rules(n => `<ul><li title="${n} principals can connect to dw as any name">dw ${n}</li></ul>`),
    ).toEqual([])
    expect(rules(n => `<a><i>Off</i><i>${n} dormant</i></a>`)).toEqual(['count'])
  })

  it('asks less of a part that only takes from a yes, and of one that only lends a name', () => {
    const fewer = blocksOfPage('<h2>Denied 38</h2><p>Can connect, as far as read</p>')
    const before = [blocksOfPage('<h2>Denied 40</h2>')]
    expect(misleadingIn(fewer, before).map(({ rule }) => rule)).toEqual(['verdict'])
    expect(misleadingIn(fewer, before, { weighs: 'yes' })).toEqual([])
    const named = [blocksOfPage('<h2>larkspur-prod</h2><p>10 targets</p>')]
    const nameless = blocksOfPage('<p>10 targets</p>')
    expect(misleadingIn(nameless, named).map(({ rule }) => rule)).toEqual(['silent'])
    expect(misleadingIn(nameless, named, { weighs: 'name' })).toEqual([])
  })

  it('finds a verdict that is another, whatever else the row has always been unsure of', () => {
    const denied = TRUE_PAGE.replace('<td>Can connect</td>', '<td>Denied</td>')
    expect(rulesOf(denied)).toContain('verdict')
    const honest = TRUE_PAGE.replace('<td>Can connect</td>', '<td>Not evaluated</td>')
    expect(rulesOf(honest)).toEqual([])
  })

  it('finds what is gone without a word', () => {
    const row = /<tr><td>role\/orders-api.*<\/tr>/
    expect(rulesOf(TRUE_PAGE.replace(row, ''))).toEqual(['silent'])
    expect(rulesOf(TRUE_PAGE.replace(row, '<tr><td>Some roles could not be read.</td></tr>'))).toEqual([])
    expect(rulesOf('<main><p>Something unexpected stopped this.</p></main>')).toEqual(['silent'])
  })

  it('lets what comes and goes by itself be missing, and a figure that is left out', () => {
    const other = blocksOfPage(TRUE_PAGE.replace('<p>10 targets in 3 Regions</p>', ''))
    expect(misleadingIn(other, [...truth, other])).toEqual([])
    expect(rulesOf(TRUE_PAGE.replace('<span>20</span>', ''))).toEqual([])
  })

  it('finds a claim that stays although what it rests on was never read', () => {
    expect(rulesOf(TRUE_PAGE, [/orders-api/])).toEqual(['claim'])
  })

  it('lets what Gatehouse itself did not do, or would do, be said', () => {
    const refused = '<p>Who can connect is not known.</p><p>Nothing was changed.</p>'
    expect(rulesOf(refused)).toEqual([])
    const costs = (calls: number, took: string) =>
      blocksOfPage(`<p>${calls} calls in ${took}, begun 10:00:00</p>`)
    expect(misleadingIn(costs(12, '0.7 s'), [costs(33, '1.4 s')], { weighs: 'name' })).toEqual([])
    const planned = (calls: number) => blocksOfPage(`<p>${calls} calls, one after the other.</p>`)
    expect(misleadingIn(planned(8), [planned(9)])).toEqual([])
  })
})

it.each([
  "HTTP 200 that is not AWS's format",
  'HTTP 200 without SummaryMap',
  'GetAccountAuthorizationDetails: no IsTruncated',
])('takes the answer of AWS that is shown, %s, for no word about the account', answer => {
  expect(rulesOf(TRUE_PAGE.replace('</main>', `<p>${answer}</p></main>`))).toEqual([])
})

it('takes no key for a figure of the account', () => {
  const keys = (last: number) => blocksOfPage(`<footer><kbd>1</kbd> to <kbd>${last}</kbd> pick</footer>`)
  expect(misleadingIn(keys(1), [keys(9)])).toEqual([])
})

describe('a page that comes in parts', () => {
  it('reads as it stands once all have come, without what was shown until then', () => {
    const page = `<main><!--$?--><template id="B:0"></template><p>Reading</p><!--/$--></main>
      <div hidden id="S:0"><p>10 targets</p><template id="P:1"></template></div><div hidden id="S:1"><p>3 Regions</p></div>`
    expect(blocksOfPage(page).map(({ pieces }) => pieces)).toEqual([['10 targets'], ['3 Regions']])
  })
})

describe('dates', () => {
  const about = {
    failedAt: '2026-11-27T10:30:00.000Z',
    evidence: [/orders-api/],
    shown: blocksOfPage(TRUE_PAGE),
    truth,
  }

  it('of a kept answer are its own', () => {
    const answer = { type: 'text/html', text: TRUE_PAGE }
    expect(misdatedIn(answer, about)).toEqual([])
    const moved = { ...answer, text: TRUE_PAGE.replace('T10:00:00', 'T10:31:00') }
    expect(misdatedIn(moved, about)).toMatchObject([{ rule: 'date' }])
  })

  it('are found in files too', () => {
    const at = '2026-11-27T10:00:00.000Z'
    for (const text of [`As of,${at}\nname`, `{"asOf": "${at}"}`, `{"readAt":"${at}"}`])
      expect(datesOf({ type: 'text/csv', text })).toEqual([at])
  })
})

describe('files', () => {
  it('are judged row by row, each cell under its name', () => {
    const file = (canConnect: string, unread: string) =>
      blocksOfCsv(`name,can connect,not read\r\norders-prod,${canConnect},${unread}\r\n`)
    const before = file('30', 'import-2016')
    expect(misleadingIn(file('0', 'import-2016'), [before])[0]).toMatchObject({ rule: 'denial' })
    expect(misleadingIn(file('not known', 'IAM could not be read'), [before])).toEqual([])
  })

  it('in JSON say what they lack where they lack it', () => {
    const before = blocksOfJson({ items: [{ title: 'orders-prod', detail: '30 principals' }], problem: null })
    const empty = blocksOfJson({ items: [], problem: null })
    expect(misleadingIn(empty, [before]).map(({ rule }) => rule)).toEqual(['denial', 'silent'])
    const honest = blocksOfJson({ items: [], problem: 'Users, roles and policies could not be read.' })
    expect(misleadingIn(honest, [before])).toEqual([])
  })
})

it('an answer that was stopped by what nobody expected is told, on a page and in a file', () => {
  const words = 'Something unexpected stopped this. The log of the server has the details under d72d41c2.'
  const wrong = [{ rule: 'unexpected', sentence: words }]
  expect(unexpectedIn(blocksOfPage(`<main><p>${words}</p></main>`))).toEqual(wrong)
  expect(unexpectedIn(blocksOfCsv(`${words}\n`))).toEqual(wrong)
  expect(unexpectedIn(truth.flat())).toEqual([])
})
