/** Names what is wrong at a path of the document. */
export type Report = (path: string, message: string, line: number | null) => void
