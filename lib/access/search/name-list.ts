/** Names of one kind of thing, made ready to be searched: columns side by side, for 50,000 of them are walked at each key. */
export interface NameList<Item> {
  items: Item[]
  /** What each is called first, in lower case. */
  names: string[]
  /** The same without what separates words: people leave that out. */
  joined: string[]
  /** What else it answers to: ids, endpoints, ARNs. */
  others: (readonly string[])[]
}

export const emptyList = <Item>(): NameList<Item> => ({ items: [], names: [], joined: [], others: [] })

const NONE: readonly string[] = []

export const joined = (text: string) => text.replace(/[-_./@:\s]+/g, '')

export function addName<Item>(list: NameList<Item>, item: Item, name: string, others?: readonly string[]) {
  const lower = name.toLowerCase()
  list.items.push(item)
  list.names.push(lower)
  list.joined.push(joined(lower))
  list.others.push(others && others.length > 0 ? others.map(text => text.toLowerCase()) : NONE)
}

export function nameList<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  othersOf?: (item: Item) => readonly string[],
): NameList<Item> {
  const list = emptyList<Item>()
  for (const item of items) addName(list, item, nameOf(item), othersOf?.(item))
  return list
}
