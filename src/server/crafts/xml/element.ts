/**
 * XML as we write it ourselves: elements and texts, one namespace at a time and no prefixes. What is written is in its canonical
 * form already (Exclusive XML Canonicalization 1.0, https://www.w3.org/TR/xml-exc-c14n/), so that signing needs no reader.
 */
export interface XmlElement {
  name: string
  /** The namespace it is in; that of the element around it where absent. */
  namespace?: string
  attributes?: Readonly<Record<string, string>>
  content: string | readonly XmlElement[]
}

/** One element of texts or of elements; those that are undefined are left out. */
export function element(
  name: string,
  content: string | readonly (XmlElement | undefined)[],
  attributes?: Readonly<Record<string, string>>,
): XmlElement {
  const inner = typeof content === 'string' ? content : content.filter((child) => child !== undefined)
  return attributes ? { name, attributes, content: inner } : { name, content: inner }
}

/** The same, in a namespace that its children are in too. */
export function inNamespace(namespace: string, inner: XmlElement): XmlElement {
  return { ...inner, namespace }
}

const name = /^[A-Za-z_][A-Za-z0-9_.-]*$/

/**
 * The canonical form: of a whole document, or of a part as if it stood alone. `around` is the namespace of the element around
 * where the part is written in its place. Refuses characters that XML 1.0 has no way to write.
 */
export function writeXml(part: XmlElement, around = ''): string {
  if (!name.test(part.name)) throw new RangeError(`not a name of an element: ${part.name}`)
  const namespace = part.namespace ?? around
  const declared = namespace === around ? '' : ` xmlns="${escapeAttribute(namespace)}"`
  const attributes = Object.entries(part.attributes ?? {})
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`)
    .join('')
  const inner =
    typeof part.content === 'string'
      ? escapeText(part.content)
      : part.content.map((child) => writeXml(child, namespace)).join('')
  return `<${part.name}${declared}${attributes}>${inner}</${part.name}>`
}

/** Everything but what XML 1.0 §2.2 allows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that must not get in
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u

function checked(text: string): string {
  if (unwritable.test(text)) throw new RangeError('a character that XML cannot write')
  return text.normalize('NFC')
}

function escapeText(text: string): string {
  return checked(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#xD;')
}

function escapeAttribute(text: string): string {
  return checked(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#x9;')
    .replaceAll('\n', '&#xA;')
    .replaceAll('\r', '&#xD;')
}
