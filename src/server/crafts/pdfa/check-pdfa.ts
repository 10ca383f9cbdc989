/** A file against the rules of PDF/A-2a that signing and stamping could break; what the typesetter alone decides is its own. */
import { EncryptedPdf, PdfDocument } from '#server/crafts/pdf/document.ts'
import { isKind, isName, type PdfDict, type PdfObject, type PdfStream } from '#server/crafts/pdf/objects.ts'
import { checkAnnotations } from './check-annotations.ts'
import { checkContent } from './check-content.ts'
import { checkFile, outputProfile } from './check-file.ts'
import { type PdfaFinding, type PdfaRule, pdfaRules, type Tell } from './rules.ts'

/** Everything found, each with its clause of ISO 19005-2. Throws `PdfError` for what is no PDF, `BudgetSpent` for what costs too much. */
export function checkPdfa(pdf: Uint8Array): PdfaFinding[] {
  const document = openReadable(pdf)
  if (!document)
    return [{ rule: 'file.encrypted', clause: pdfaRules['file.encrypted'], object: 0, found: 'Encrypt' }]
  const findings: PdfaFinding[] = []
  const tell: Tell = (rule, found, object = 0) => {
    const isKnown = findings.some((one) => one.rule === rule && one.object === object && one.found === found)
    if (!isKnown) findings.push({ rule, clause: pdfaRules[rule], object, found })
  }
  checkFile(document, tell)
  checkAnnotations(document, tell)
  const profile = outputProfile(document)
  for (const number of document.locations.keys()) {
    const object = document.object({ kind: 'reference', number, generation: generationOf(document, number) })
    checkObject(document, object, (rule, found) => tell(rule, found, number), profile)
  }
  return findings
}

/** Undefined where it is encrypted: nothing else can be said of it. */
function openReadable(pdf: Uint8Array): PdfDocument | undefined {
  try {
    return new PdfDocument(pdf)
  } catch (error) {
    if (error instanceof EncryptedPdf) return undefined
    throw error
  }
}

function generationOf({ locations }: PdfDocument, number: number): number {
  const location = locations.get(number)
  return location && 'offset' in location ? location.generation : 0
}

type Told = (rule: PdfaRule, found: string) => void

function checkObject(document: PdfDocument, object: PdfObject, tell: Told, profile: string): void {
  checkLimits(object, tell)
  if (isKind(object, 'stream')) checkStream(document, object, tell, profile)
  if (isKind(object, 'dict')) checkDict(document, object, tell)
}

/** Strings of 32,767 bytes, names of 127. */
function checkLimits(object: PdfObject, tell: Told): void {
  const pending: PdfObject[] = [object]
  while (pending.length > 0) {
    const one = pending.pop() ?? null
    if (isKind(one, 'string') && one.bytes.length > 32_767) tell('limits.string', String(one.bytes.length))
    else if (isKind(one, 'name') && one.value.length > 127) tell('limits.name', one.value.slice(0, 40))
    else if (Array.isArray(one)) pending.push(...one)
    else if (isKind(one, 'dict')) pending.push(...one.entries.values())
    else if (isKind(one, 'stream')) pending.push(one.dict)
  }
}

function checkStream(document: PdfDocument, stream: PdfStream, tell: Told, profile: string): void {
  const { entries } = stream.dict
  for (const key of ['F', 'FFilter', 'FDecodeParms']) if (entries.has(key)) tell('stream.external', key)
  if (!endsAsItSays(document, stream)) tell('stream.length', String(stream.data.length))
  const filters = [document.resolve(entries.get('Filter'))].flat()
  if (filters.some((one) => isName(one, 'LZWDecode') || isName(one, 'Crypt')))
    tell('stream.filter', 'LZWDecode')
  if (isName(entries.get('Subtype'), 'Image') && document.resolve(entries.get('Interpolate')) === true) {
    tell('image.interpolated', 'Interpolate')
  }
  if (isName(entries.get('Subtype'), 'PS')) tell('form.postscript', 'PS')
  if (!isName(entries.get('Subtype'), 'Form')) return
  for (const key of ['OPI', 'PS', 'Subtype2']) if (entries.has(key)) tell('form.foreign', key)
  if (entries.has('Ref')) tell('form.reference', 'Ref')
  checkContent(document, stream, { profile, tell })
}

/** Behind as many bytes as it says there are, the line ends and then the stream. */
function endsAsItSays({ bytes }: PdfDocument, { data }: PdfStream): boolean {
  const end = data.byteOffset - bytes.byteOffset + data.length
  return /^(?:\r\n|\r|\n)endstream/.test(bytes.toString('latin1', end, end + 11))
}

const blendModes =
  /^(?:Normal|Compatible|Multiply|Screen|Overlay|Darken|Lighten|ColorDodge|ColorBurn|HardLight|SoftLight|Difference|Exclusion|Hue|Saturation|Color|Luminosity)$/
const forbiddenActions =
  /^(?:Launch|Sound|Movie|ResetForm|ImportData|Hide|SetOCGState|Rendition|Trans|GoTo3DView|JavaScript)$/
const pageActions = /^(?:NextPage|PrevPage|FirstPage|LastPage)$/

function checkDict(document: PdfDocument, { entries }: PdfDict, tell: Told): void {
  const nameIn = (key: string) => {
    const value = document.resolve(entries.get(key))
    return isKind(value, 'name') ? value.value : ''
  }
  if (nameIn('Type') === 'ExtGState') {
    const second = nameIn('TR2')
    if (entries.has('TR') || (second && second !== 'Default')) tell('state.transfer', 'TR')
    if (entries.has('BM') && !blendModes.test(nameIn('BM'))) tell('transparency.blend', nameIn('BM'))
  }
  if (nameIn('Type') === 'Font') checkFont(document, entries, tell)
  const action =
    document.resolveDict(entries.get('A')) ?? (nameIn('Type') === 'Action' ? { entries } : undefined)
  const kind = document.resolve(action?.entries.get('S'))
  if (isKind(kind, 'name')) {
    if (forbiddenActions.test(kind.value)) tell('action.type', kind.value)
    const page = document.resolve(action?.entries.get('N'))
    if (kind.value === 'Named' && !(isKind(page, 'name') && pageActions.test(page.value)))
      tell('action.type', 'Named')
  }
  if (entries.has('AA') && nameIn('Subtype') !== 'Widget') tell('action.trigger', 'AA')
}

function checkFont(document: PdfDocument, entries: PdfDict['entries'], tell: Told): void {
  const subtype = document.resolve(entries.get('Subtype'))
  const kind = isKind(subtype, 'name') ? subtype.value : ''
  const base = document.resolve(entries.get('BaseFont'))
  const called = isKind(base, 'name') ? base.value : kind
  if (kind !== 'Type3' && kind !== 'Type0') {
    const descriptor = document.resolveDict(entries.get('FontDescriptor'))
    const isEmbedded = ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor?.entries.has(key))
    if (!isEmbedded) tell('font.embedded', called)
  }
  if (kind === 'Type0' && !entries.has('ToUnicode')) tell('font.unicode', called)
}
