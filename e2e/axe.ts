import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe holds against WCAG 2.2 AA, or against these rules alone: `impact rule: element`, so that a failure names its place. */
export async function axeFindings(page: Page, rules: readonly string[] | null = null): Promise<string[]> {
  // No page of ours holds a frame: without them one run is all, and no second page is opened to join the parts of it.
  expect(page.frames()).toHaveLength(1)
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations, passes } = await (rules ? axe.withRules([...rules]) : axe.withTags(TAGS)).analyze()
  // A page that axe could not look at passes everything: colours were looked at, or nothing was.
  expect(passes.map(({ id }) => id)).toContain('color-contrast')
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(node => `${impact} ${id}: ${node.html.slice(0, 160)}`),
  )
}

export const serious = (found: readonly string[]) => found.filter(one => /^(serious|critical) /.test(one))
