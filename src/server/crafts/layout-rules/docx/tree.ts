import type { Budget } from '#server/crafts/reading-budget.ts'
import { readXml } from '#server/crafts/xml/read-xml.ts'

export interface Node {
  name: string
  attributes: ReadonlyMap<string, string>
  children: Node[]
}

/** The namespaces of a DOCX, transitional and strict, by the prefixes offices use. */
export const prefixes: ReadonlyMap<string, string> = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing', 'wp'],
  ['http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing', 'wp'],
  ['http://schemas.openxmlformats.org/drawingml/2006/main', 'a'],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'a'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'r'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r'],
  ['http://schemas.openxmlformats.org/package/2006/relationships', 'rel'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/extended-properties', 'ep'],
])

/** The whole of a small part; text is left out. */
export function readTree(text: string, budget: Budget): Node {
  const root: Node = { name: '', attributes: new Map(), children: [] }
  const open = [root]
  readXml(
    text,
    {
      open(name, attributes) {
        const node: Node = { name, attributes, children: [] }
        open.at(-1)?.children.push(node)
        open.push(node)
      },
      close: () => void open.pop(),
      text: () => {},
    },
    { budget, prefixes },
  )
  return root.children[0] ?? root
}

export const child = (node: Node | undefined, name: string): Node | undefined =>
  node?.children.find((one) => one.name === name)

export const children = (node: Node | undefined, name: string): Node[] =>
  node?.children.filter((one) => one.name === name) ?? []

export const attributeOf = (node: Node | undefined, attribute = 'w:val'): string | undefined =>
  node?.attributes.get(attribute)

/** Undefined where nothing, or no number, is said. */
export function numberOf(node: Node | undefined, attribute = 'w:val'): number | undefined {
  const value = Number.parseFloat(attributeOf(node, attribute) ?? '')
  return Number.isFinite(value) ? value : undefined
}
