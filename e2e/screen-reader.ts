import type { CDPSession, Page } from '@playwright/test'

interface AxNode {
  nodeId: string
  parentId?: string
  backendDOMNodeId?: number
  ignored: boolean
  role?: { value: string }
  name?: { value: string }
  properties?: { name: string; value: { value?: unknown } }[]
}

/** Runs in the page: keeps the last words of every live region that spoke. */
function listen() {
  const spoken = new Map<Element, string>()
  const live = '[aria-live]:not([aria-live=off]), [role=status], [role=alert]'
  const hear = (node: Node) => {
    const element = node instanceof Element ? node : node.parentElement
    const region = element?.closest(live)
    const words = region?.textContent?.replace(/\s+/g, ' ').trim()
    if (region && words) spoken.set(region, words)
  }
  new MutationObserver(changes => {
    for (const change of changes) hear(change.target)
  }).observe(document, { subtree: true, childList: true, characterData: true })
  Object.assign(window, {
    heard() {
      const words = [...spoken.values()]
      spoken.clear()
      return words
    },
  })
}

const propertyOf = (node: AxNode, name: string) =>
  node.properties?.find(property => property.name === name)?.value.value

/** What a screen reader has to work with: Chromium's accessibility tree and the live regions, put into lines. */
export class ScreenReader {
  private said = new Map<string, string>()

  private constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  /** Before the page is opened. */
  static async at(page: Page) {
    await page.addInitScript(listen)
    const session = await page.context().newCDPSession(page)
    await session.send('Accessibility.enable')
    return new ScreenReader(page, session)
  }

  heard() {
    return this.page.evaluate(() => (window as unknown as { heard(): string[] }).heard())
  }

  /** The focused element: where it is, as far as that is new, and what it says. */
  async focused(): Promise<string[]> {
    const { nodes } = (await this.session.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] }
    const byId = new Map(nodes.map(node => [node.nodeId, node]))
    const focused = nodes.filter(node => !node.ignored && propertyOf(node, 'focused') === true).at(-1)
    if (!focused) return ['nothing has the focus']
    const above: AxNode[] = []
    for (let node = byId.get(focused.parentId ?? ''); node; node = byId.get(node.parentId ?? ''))
      above.unshift(node)
    const grid = above.find(node => node.role?.value === 'grid')
    const context = grid ? await this.placeInGrid(nodes, above, focused) : this.landmarkOf(above)
    return [...context, this.describe(focused)]
  }

  private describe(node: AxNode): string {
    const states = [
      propertyOf(node, 'selected') === true ? 'selected' : null,
      propertyOf(node, 'pressed') === undefined ? null : `pressed ${propertyOf(node, 'pressed')}`,
      propertyOf(node, 'expanded') === undefined ? null : `expanded ${propertyOf(node, 'expanded')}`,
    ].filter(state => state !== null)
    return [`${node.role?.value} "${node.name?.value ?? ''}"`, ...states].join(', ')
  }

  private landmarkOf(above: AxNode[]): string[] {
    const landmark = above.findLast(node =>
      /^(complementary|region|toolbar|main)$/.test(node.role?.value ?? ''),
    )
    return landmark ? this.ifNew('landmark', `${landmark.role?.value} "${landmark.name?.value ?? ''}"`) : []
  }

  private async placeInGrid(nodes: AxNode[], above: AxNode[], cell: AxNode): Promise<string[]> {
    const [grid, group, row] = ['grid', 'rowgroup', 'row'].map(role =>
      above.find(node => node.role?.value === role),
    )
    if (!grid || !row) return []
    const size = await this.attributes(grid, 'aria-rowcount', 'aria-colcount')
    const at = await this.attributes(row, 'aria-rowindex')
    const own = await this.attributes(cell, 'aria-colindex')
    const rowHead = nodes.find(
      node => node.role?.value === 'rowheader' && node.parentId && this.within(nodes, node, row),
    )
    const columnHead = await this.columnHead(nodes, own[0])
    return [
      ...this.ifNew('grid', `grid "${grid.name?.value}", ${size[0]} rows, ${size[1]} columns`),
      ...this.ifNew('group', `rowgroup "${group?.name?.value ?? ''}"`),
      ...this.ifNew('row', `row ${at[0]}, ${rowHead ? this.describe(rowHead) : 'no row header'}`),
      ...this.ifNew('column', `column ${own[0]}, ${columnHead}`),
    ]
  }

  private async columnHead(nodes: AxNode[], index: string | null | undefined): Promise<string> {
    for (const node of nodes.filter(each => each.role?.value === 'columnheader')) {
      const [at] = await this.attributes(node, 'aria-colindex')
      if (at === index) return this.describe(node)
    }
    return 'no column header'
  }

  private within(nodes: AxNode[], node: AxNode, ancestor: AxNode): boolean {
    const byId = new Map(nodes.map(each => [each.nodeId, each]))
    for (let up: AxNode | undefined = node; up; up = byId.get(up.parentId ?? ''))
      if (up === ancestor) return true
    return false
  }

  private async attributes(node: AxNode, ...names: string[]): Promise<(string | null)[]> {
    const { object } = await this.session.send('DOM.resolveNode', {
      backendNodeId: node.backendDOMNodeId ?? 0,
    })
    const { result } = await this.session.send('Runtime.callFunctionOn', {
      objectId: object.objectId ?? '',
      functionDeclaration: 'function (names) { return names.map(name => this.getAttribute(name)) }',
      arguments: [{ value: names }],
      returnByValue: true,
    })
    return result.value as (string | null)[]
  }

  /** A screen reader repeats where it is only when that has changed. */
  private ifNew(what: string, words: string): string[] {
    if (this.said.get(what) === words) return []
    this.said.set(what, words)
    return [words]
  }
}
