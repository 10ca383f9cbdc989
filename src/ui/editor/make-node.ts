import type { MarkType, Node } from 'prosemirror-model'
import { schema } from '#shared/document/schema.ts'

/** A node of the schema by its name; an unknown name is a defect. */
export function makeNode(name: string, attrs: object | null = null, content: readonly Node[] = []): Node {
  const type = schema.nodes[name]
  if (!type) throw new Error(`no node ${name}`)
  return type.create(attrs, content)
}

export function markType(name: string): MarkType {
  const type = schema.marks[name]
  if (!type) throw new Error(`no mark ${name}`)
  return type
}
