/** Ids of blocks: given to those that have none, or one that another block before them has. */
import { BlockId, type Body } from './body.ts'

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** Ten letters and digits, random: 59 bits. */
export function newBlockId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  return Array.from(bytes, (byte) => letters[byte % letters.length]).join('')
}

interface Node {
  type?: unknown
  attrs?: Record<string, unknown>
  content?: unknown
}

/** The same text with an id for each block, as `Body` wants it; for what was pasted, imported or written by hand. Yet to be checked. */
export function withIds(body: unknown): Body {
  const seen = new Set<string>()
  const visit = (node: unknown): unknown => {
    if (typeof node !== 'object' || node === null) return node
    const { type, attrs, content } = node as Node
    const children = Array.isArray(content) ? { content: content.map(visit) } : {}
    if (!identified.has(String(type))) return { ...node, ...children }
    const own = attrs?.id
    const id = BlockId.safeParse(own).success && !seen.has(String(own)) ? String(own) : newBlockId()
    seen.add(id)
    return { ...node, attrs: { ...attrs, id }, ...children }
  }
  return visit(body) as Body
}

const identified = new Set([
  'part',
  'chapter',
  'section',
  'article',
  'clause',
  'point',
  'paragraph',
  'heading',
  'basis',
  'item',
  'appendix',
  'table',
  'image',
  'page_break',
])
