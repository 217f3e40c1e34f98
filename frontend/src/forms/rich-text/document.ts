/** A node of a document as the editor and the API write it. */
export interface DocumentNode {
  type: string
  attrs?: Record<string, unknown>
  content?: DocumentNode[]
  marks?: Array<{ type: string; attrs?: Record<string, unknown> }>
  text?: string
}

/** What a template or a mail consists of. The API checks it against its closed set of nodes. */
export interface MailDocument extends Record<string, unknown> {
  type: 'doc'
  content: DocumentNode[]
}

export function emptyDocument(): MailDocument {
  return { type: 'doc', content: [{ type: 'paragraph' }] }
}

/** Takes a document of the API, which may be of any shape as far as its type goes. */
export function asDocument(value: Record<string, unknown>): MailDocument {
  return { type: 'doc', content: Array.isArray(value.content) ? (value.content as DocumentNode[]) : [] }
}

function* walk(nodes: readonly DocumentNode[]): Generator<DocumentNode> {
  for (const node of nodes) {
    yield node
    yield* walk(node.content ?? [])
  }
}

/**
 * Whether nothing can be read in it. Computed from the document and never from key strokes: a template that was
 * loaded and not touched counts just the same.
 */
export function isBlank(document: MailDocument): boolean {
  for (const node of walk(document.content)) {
    if (node.type === 'variable' || node.type === 'image') return false
    if (node.text?.trim()) return false
  }
  return true
}

/** The names of the variables that stand in it, each once. */
export function variablesIn(document: MailDocument): Set<string> {
  const names = new Set<string>()
  for (const node of walk(document.content)) {
    if (node.type === 'variable' && typeof node.attrs?.name === 'string') names.add(node.attrs.name)
  }
  return names
}

/** Leaves out what the editor adds by itself and the API does not know: empty attributes and marks. */
export function cleaned(document: MailDocument): MailDocument {
  return { type: 'doc', content: document.content.map(cleanedNode) }
}

function cleanedNode(node: DocumentNode): DocumentNode {
  const next: DocumentNode = { type: node.type }
  const attrs = keptAttributes(node)
  if (attrs) next.attrs = attrs
  if (node.content) next.content = node.content.map(cleanedNode)
  if (node.marks) next.marks = node.marks.map(cleanedMark)
  if (node.text !== undefined) next.text = node.text
  return next
}

const KEPT: Record<string, readonly string[]> = {
  heading: ['level'],
  orderedList: ['start'],
  variable: ['name'],
  image: ['fileId', 'alt'],
}

function keptAttributes(node: DocumentNode): Record<string, unknown> | undefined {
  const kept = KEPT[node.type]?.flatMap((name) => {
    const value = node.attrs?.[name]
    return value === undefined || value === null ? [] : [[name, value] as const]
  })
  return kept && kept.length > 0 ? Object.fromEntries(kept) : undefined
}

function cleanedMark(mark: { type: string; attrs?: Record<string, unknown> }) {
  return mark.type === 'link' ? { type: 'link', attrs: { href: mark.attrs?.href } } : { type: mark.type }
}
