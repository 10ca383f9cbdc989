/** What mammoth does not tell of a DOCX, read from its XML: fonts of its styles, what was tracked, how wide its pictures are. */
import { createHash } from 'node:crypto'
import yauzl from 'yauzl'
import type { Budget } from '#server/crafts/reading-budget.ts'

export interface PackageParts {
  /** The font of a run that names none, by the style of its paragraph or its own; '' for text of no style. */
  fontOfStyle: (styleId: string | null) => string | undefined
  insertions: number
  deletions: number
  /** How wide the pictures stand in the text, in millimetres: by their SHA-256, those of one file in their order. */
  widths: Map<string, number[]>
  /** Words in headers and footers, page numbers left out. */
  headersFooters: string[]
}

const media = /^word\/media\/[^/]{1,200}$/
const wanted = /^word\/(?:(?:document|styles|header\d*|footer\d*)\.xml|_rels\/document\.xml\.rels)$/

/** Reads the parts it needs of an archive that `inspectOffice` has let pass. */
export async function readParts(bytes: Buffer, budget: Budget): Promise<PackageParts> {
  const parts = new Map<string, string>()
  const digests = new Map<string, string>()
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true })
  for await (const entry of zip.eachEntry()) {
    const isPicture = media.test(entry.fileName)
    if (!isPicture && !wanted.test(entry.fileName)) continue
    const hash = createHash('sha256')
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      budget.takeBytes((chunk as Buffer).length)
      if (isPicture) hash.update(chunk as Buffer)
      else chunks.push(chunk as Buffer)
    }
    if (isPicture) digests.set(entry.fileName, hash.digest('hex'))
    else parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'))
  }
  const document = parts.get('word/document.xml') ?? ''
  budget.step(document.length / 4)
  return {
    fontOfStyle: fontsOf(parts.get('word/styles.xml') ?? ''),
    insertions: countOf(document, ['<w:ins ', '<w:moveTo ']),
    deletions: countOf(document, ['<w:del ', '<w:moveFrom ']),
    widths: widthsIn(document, parts.get('word/_rels/document.xml.rels') ?? '', digests),
    headersFooters: [...parts]
      .filter(([name]) => /header|footer/.test(name))
      .map(([, xml]) => wordsOf(xml))
      .filter(Boolean),
  }
}

const emuOfMm = 36_000

/** Each drawing says how wide it is before it names its picture. */
function widthsIn(
  document: string,
  relations: string,
  digests: ReadonlyMap<string, string>,
): Map<string, number[]> {
  const targets = new Map<string | undefined, string>(
    relations
      .split('<Relationship ')
      .slice(1)
      .map((piece) => [attribute(piece, 'Id'), `word/${attribute(piece, 'Target')}`]),
  )
  const widths = new Map<string, number[]>()
  for (const drawing of document.split('<wp:extent ').slice(1)) {
    const width = Number(attribute(drawing, 'cx')) / emuOfMm
    const digest = digests.get(targets.get(attribute(drawing.split('<a:blip ')[1] ?? '', 'r:embed')) ?? '')
    if (digest === undefined || !(width > 0)) continue
    const known = widths.get(digest)
    if (known) known.push(width)
    else widths.set(digest, [width])
  }
  return widths
}

function countOf(xml: string, beginnings: readonly string[]): number {
  return beginnings.reduce((count, beginning) => count + xml.split(beginning).length - 1, 0)
}

function wordsOf(xml: string): string {
  const words = xml
    .split('<w:t')
    .slice(1)
    .map((piece) => (/^[\s>]/.test(piece) ? (piece.slice(piece.indexOf('>') + 1).split('<')[0] ?? '') : ''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
  return /^[\d\s/–-]*$/.test(words) ? '' : words
}

interface Style {
  font: string | undefined
  basedOn: string | undefined
}

function fontsOf(xml: string): PackageParts['fontOfStyle'] {
  const [defaults = '', ...pieces] = xml.split('<w:style ')
  const styles = new Map<string, Style>()
  let normal: string | undefined
  for (const piece of pieces) {
    const id = attribute(piece, 'w:styleId')
    if (id === undefined) continue
    styles.set(id, { font: fontIn(piece), basedOn: attribute(piece.split('<w:basedOn ')[1] ?? '', 'w:val') })
    if (/^[^>]*w:default="(?:1|true)"/.test(piece) && /^[^>]*w:type="paragraph"/.test(piece)) normal = id
  }
  const whole = fontIn(defaults)
  return (styleId) => {
    let id = styleId ?? normal
    for (let steps = 0; id !== undefined && steps < 20; steps += 1) {
      const style = styles.get(id)
      if (style?.font) return style.font
      id = style?.basedOn
    }
    return whole
  }
}

function fontIn(xml: string): string | undefined {
  return attribute(xml.split('<w:rFonts ')[1] ?? '', 'w:ascii')
}

/** Of the element the text begins within. */
function attribute(xml: string, name: string): string | undefined {
  const element = xml.slice(0, Math.min(2000, xml.indexOf('>') + 1 || 2000))
  const at = element.indexOf(`${name}="`)
  return at < 0 ? undefined : element.slice(at + name.length + 2).split('"')[0]
}
