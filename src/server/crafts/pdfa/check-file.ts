/** What belongs to the file as a whole: trailer, catalog, output intent, metadata, structure. */
import type { PdfDocument } from '#server/crafts/pdf/document.ts'
import { inflate } from '#server/crafts/pdf/filters.ts'
import { isKind, isName, type PdfDict, textOf } from '#server/crafts/pdf/objects.ts'
import { readXml, XmlBroken } from '#server/crafts/xml/read-xml.ts'
import type { Tell } from './rules.ts'

export function checkFile(document: PdfDocument, tell: Tell): void {
  const { trailer, catalog, bytes } = document
  if (document.resolveArray(trailer.entries.get('ID')).length !== 2) tell('file.id', 'no ID')
  const tail = bytes.subarray(Math.max(0, bytes.length - 64)).toString('latin1')
  if (!/%%EOF(?:\r\n|\r|\n)?$/.test(tail)) tell('file.end', tail.slice(-12))
  checkCatalog(document, catalog, tell)
  checkIntents(document, tell)
  checkMetadata(document, tell)
  checkStructure(document, tell)
}

function checkCatalog(document: PdfDocument, { entries }: PdfDict, tell: Tell): void {
  const permissions = document.resolveDict(entries.get('Perms'))
  for (const key of permissions?.entries.keys() ?? []) {
    if (key !== 'DocMDP' && key !== 'UR3') tell('catalog.permissions', key)
  }
  const names = document.resolveDict(entries.get('Names'))
  if (names?.entries.has('EmbeddedFiles')) tell('file.embedded', 'EmbeddedFiles')
  if (names?.entries.has('JavaScript')) tell('action.type', 'JavaScript')
  if (entries.has('AA')) tell('action.trigger', 'AA of the catalog')
  const form = document.resolveDict(entries.get('AcroForm'))
  if (form && document.resolve(form.entries.get('NeedAppearances')) === true)
    tell('form.needsAppearances', 'true')
  if (form?.entries.has('XFA') || entries.has('NeedsRendering')) tell('form.xfa', 'XFA')
}

/** The colour space of the profile colours are meant in: `RGB `, `CMYK`, `GRAY`; empty without one. */
export function outputProfile(document: PdfDocument): string {
  const intents = document.resolveArray(document.catalog.entries.get('OutputIntents'))
  for (const intent of intents) {
    const entries = document.resolveDict(intent)?.entries
    const profile = document.resolve(entries?.get('DestOutputProfile'))
    if (!isName(document.resolve(entries?.get('S')), 'GTS_PDFA1') || !isKind(profile, 'stream')) continue
    const isPacked = isName(document.resolve(profile.dict.entries.get('Filter')), 'FlateDecode')
    // ICC.1, 7.2: the colour space stands at the sixteenth byte, the signature of every profile at the thirty-sixth.
    const data = isPacked ? inflate(profile.data, document.budget) : profile.data
    if (data.toString('latin1', 36, 40) === 'acsp') return data.toString('latin1', 16, 20)
  }
  return ''
}

function checkIntents(document: PdfDocument, tell: Tell): void {
  if (outputProfile(document) === '') tell('intent.profile', 'none of GTS_PDFA1')
  const profiles = document
    .resolveArray(document.catalog.entries.get('OutputIntents'))
    .map((intent) => document.resolveDict(intent)?.entries.get('DestOutputProfile'))
    .filter((one) => one !== undefined)
  const numbers = new Set(profiles.map((one) => (isKind(one, 'reference') ? one.number : -1)))
  if (numbers.size > 1) tell('intent.one', `${numbers.size} profiles`)
}

function checkMetadata(document: PdfDocument, tell: Tell): void {
  const metadata = document.resolve(document.catalog.entries.get('Metadata'))
  if (!isKind(metadata, 'stream')) {
    tell('metadata.present', 'no Metadata')
    return
  }
  const isPacked = isName(document.resolve(metadata.dict.entries.get('Filter')), 'FlateDecode')
  const text = (isPacked ? inflate(metadata.data, document.budget) : metadata.data).toString('utf8')
  const said = new Map<string, string>()
  const open: string[] = []
  const keep = (name: string, words: string) => said.set(name, (said.get(name) ?? '') + words)
  try {
    readXml(
      text,
      {
        open(name, attributes) {
          open.push(name)
          for (const [key, value] of attributes) keep(key, value)
        },
        close: () => void open.pop(),
        text(words) {
          const name = open.findLast((one) => !one.startsWith('rdf:'))
          if (name && words.trim()) keep(name, words.trim())
        },
      },
      { budget: document.budget, prefixes: new Map() },
    )
  } catch (error) {
    if (!(error instanceof XmlBroken)) throw error
    tell('metadata.present', 'not well-formed')
    return
  }
  const version = `${said.get('pdfaid:part') ?? ''}${said.get('pdfaid:conformance') ?? ''}`
  if (version !== '2A') tell('metadata.version', version || 'none')
  const information = document.resolveDict(document.trailer.entries.get('Info'))
  const title = textOf(document.resolve(information?.entries.get('Title')))
  if (title !== undefined && title !== said.get('dc:title')) tell('metadata.information', 'Title')
}

const standardTypes = new Set(
  (
    'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD ' +
    'THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form'
  ).split(' '),
)

function checkStructure(document: PdfDocument, tell: Tell): void {
  const { entries } = document.catalog
  const marks = document.resolveDict(entries.get('MarkInfo'))
  if (document.resolve(marks?.entries.get('Marked')) !== true) tell('structure.marked', 'not marked')
  const language = textOf(document.resolve(entries.get('Lang'))) ?? ''
  if (!/^[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,5}$/i.test(language)) tell('structure.language', language || 'none')
  const root = document.resolveDict(entries.get('StructTreeRoot'))
  if (!root) {
    tell('structure.tree', 'no StructTreeRoot')
    return
  }
  const roles = document.resolveDict(root.entries.get('RoleMap'))
  const pending = [root]
  for (let seen = 0; pending.length > 0 && seen < 100_000; seen++) {
    document.budget.step()
    const element = pending.pop() as PdfDict
    const type = document.resolve(element.entries.get('S'))
    const isKnown = !isKind(type, 'name') || standardTypes.has(type.value) || roles?.entries.has(type.value)
    if (!isKnown) tell('structure.role', type.value)
    const kids = document.resolve(element.entries.get('K'))
    for (const kid of Array.isArray(kids) ? kids : [kids]) {
      const child = document.resolveDict(kid)
      if (child?.entries.has('S')) pending.push(child)
    }
  }
}
