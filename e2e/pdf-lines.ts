import { expect, type Page } from '@playwright/test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { alive } from './alive'

interface Paper {
  /** Sheets as lines of text, from top to bottom. */
  sheets: string[][]
  /** All that is written, each cell after the other, as the page holds it: a cell of many lines stays in one piece. */
  text: string
}

/** A list may start later than the frame around it: until then it would say that not all of it is on the paper. */
const hearsPrinting = (page: Page) =>
  page.evaluate(() => {
    dispatchEvent(new Event('beforeprint'))
    const isHeard = document.querySelector('[data-slot=not-all-on-paper]') === null
    dispatchEvent(new Event('afterprint'))
    return isHeard
  })

/** The page as the browser prints it, once its script hears the browser begin. */
export async function printed(page: Page): Promise<Paper> {
  await alive(page)
  await expect.poll(() => hearsPrinting(page)).toBe(true)
  const data = new Uint8Array(await page.pdf({ preferCSSPageSize: true }))
  const paper = await getDocument({ data, useSystemFonts: true }).promise
  const sheets: string[][] = []
  let text = ''
  for (let number = 1; number <= paper.numPages; number++) {
    const { items } = await (await paper.getPage(number)).getTextContent()
    const lines = new Map<number, { left: number; text: string }[]>()
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue
      text += item.str
      const top = Math.round(item.transform[5])
      lines.set(top, [...(lines.get(top) ?? []), { left: item.transform[4], text: item.str }])
    }
    const downward = [...lines].sort(([a], [b]) => b - a).map(([, parts]) => parts)
    sheets.push(
      downward.map(parts =>
        parts
          .sort((a, b) => a.left - b.left)
          .map(({ text }) => text.trim())
          .join(' '),
      ),
    )
  }
  return { sheets, text }
}

/** Which account, of which date, page of pages; and nothing that is pressed. */
export function expectPaper(sheets: string[][]) {
  sheets.forEach((lines, index) => {
    expect(lines.join('\n')).toContain(`Page ${index + 1} of ${sheets.length}`)
    expect(lines.join('\n')).toContain('Gatehouse, account 1111-2222-3333')
  })
  const text = sheets.flat().join('\n')
  expect(text).toMatch(/as of .*UTC/)
  expect(text).not.toMatch(/Search or jump to|Issue token|Export|refresh|Skip to the page|Sign out/)
}
