import { deflateSync } from 'node:zlib'
import type { Appearance } from './appearance.ts'
import type { PdfDocument } from './document.ts'
import {
  dict,
  isKind,
  name,
  type PdfDict,
  type PdfObject,
  type PdfReference,
  stream,
  textString,
} from './objects.ts'
import { PdfError } from './parser.ts'
import { addToStructure } from './structure.ts'
import { PdfUpdate } from './update.ts'

/** Where a signature appears: page from 1, points from the upper left corner of the page as it is shown, turned as it says. */
export interface SignatureRoom {
  field: string
  page: number
  x: number
  y: number
  width: number
  height: number
}

/** Adds empty signature fields for `signPdf`, or any other signing tool, to fill later. */
export function addSignatureFields(pdf: Uint8Array, rooms: readonly SignatureRoom[]): Buffer {
  if (rooms.length === 0) return Buffer.from(pdf)
  const update = new PdfUpdate(pdf)
  for (const room of rooms) addSignatureField(update, room)
  return update.write().pdf
}

/** Puts one empty signature field into an update. */
export function addSignatureField(update: PdfUpdate, room: SignatureRoom): void {
  const { document } = update
  const page = document.pages()[room.page - 1]
  if (!page) throw new PdfError(`there is no page ${room.page}`)
  const state = pending(update)
  const pageDict = state.pages.get(page.number) ?? requireDict(document.resolve(page))
  const widget = dict({
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name('Sig'),
    T: textString(room.field),
    // Print, and locked in place: PDF/A-2 wants printing, and nobody should drag a seal.
    F: 132,
    Rect: onPage(document, pageDict, room),
    P: page,
    AP: dict({ N: update.add(emptyForm(room.width, room.height)) }),
  })
  const field = update.add(widget)
  state.fields.push(field)
  const structParent = room.width > 0 && room.height > 0 ? addToStructure(update, field, page) : undefined
  if (structParent !== undefined) {
    const tagged = new Map(widget.entries).set('StructParent', structParent)
    update.set(field, { kind: 'dict', entries: tagged })
  }
  const annotations = [...document.resolveArray(pageDict.entries.get('Annots')), field]
  const changed: PdfDict = { kind: 'dict', entries: new Map(pageDict.entries).set('Annots', annotations) }
  state.pages.set(page.number, changed)
  update.set(page, changed)

  const root = document.trailer.entries.get('Root')
  if (!isKind(root, 'reference')) throw new PdfError('no catalog')
  const acroForm = document.resolveDict(document.catalog.entries.get('AcroForm'))
  const entries = new Map<string, PdfObject>(acroForm?.entries)
  entries.set('Fields', [...document.resolveArray(entries.get('Fields')), ...state.fields])
  // There are signature fields (1), and the file may only be appended to (2).
  entries.set('SigFlags', 3)
  update.set(state.acroForm, { kind: 'dict', entries })
  update.set(root, {
    kind: 'dict',
    entries: new Map(document.catalog.entries).set('AcroForm', state.acroForm),
  })
}

interface Pending {
  acroForm: PdfReference
  fields: PdfReference[]
  pages: Map<number, PdfDict>
}

const pendings = new WeakMap<PdfUpdate, Pending>()

function pending(update: PdfUpdate): Pending {
  let state = pendings.get(update)
  if (!state) {
    const existing = update.document.catalog.entries.get('AcroForm')
    state = {
      acroForm: isKind(existing, 'reference') ? existing : update.reserve(),
      fields: [],
      pages: new Map(),
    }
    pendings.set(update, state)
  }
  return state
}

function requireDict(object: PdfObject): PdfDict {
  if (!isKind(object, 'dict')) throw new PdfError('a page is not a dictionary')
  return object
}

/** What a page has, or inherits from those above it. */
function inherited(document: PdfDocument, page: PdfDict, key: string): PdfObject {
  let node: PdfDict | undefined = page
  for (let depth = 0; node && depth < 50; depth++) {
    const value = document.resolve(node.entries.get(key))
    if (value !== null) return value
    node = document.resolveDict(node.entries.get('Parent'))
  }
  return null
}

/** By how many quarters a page is turned clockwise where it is shown (ISO 32000-1, 7.7.3.3). */
export function quartersOf(document: PdfDocument, page: PdfDict): 0 | 1 | 2 | 3 {
  const rotate = inherited(document, page, 'Rotate')
  const quarters = typeof rotate === 'number' ? Math.round(rotate / 90) : 0
  return (((quarters % 4) + 4) % 4) as 0 | 1 | 2 | 3
}

/** The place of a room in the space of its page, which is shown turned and no more of it than its crop box. */
function onPage(
  document: PdfDocument,
  page: PdfDict,
  { x, y, width, height }: SignatureRoom,
): [number, number, number, number] {
  const crop = document.resolveArray(inherited(document, page, 'CropBox')).map(Number)
  const box =
    crop.length === 4 ? crop : document.resolveArray(inherited(document, page, 'MediaBox')).map(Number)
  const [ax, ay, bx, by] = box
  if (ax === undefined || ay === undefined || bx === undefined || by === undefined)
    throw new PdfError('a page has no size')
  const [left, bottom, right, top] = [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)]
  switch (quartersOf(document, page)) {
    case 0:
      return [left + x, top - y - height, left + x + width, top - y]
    case 1:
      return [left + y, bottom + x, left + y + height, bottom + x + width]
    case 2:
      return [right - x - width, bottom + y, right - x, bottom + y + height]
    case 3:
      return [right - y - height, top - x - width, right - y, top - x]
  }
}

function emptyForm(width: number, height: number): PdfObject {
  return stream(
    { Type: name('XObject'), Subtype: name('Form'), BBox: [0, 0, width, height], Resources: dict({}) },
    Buffer.alloc(0),
  )
}

const compressed = new WeakMap<Appearance, Buffer>()

/** Turned back by as many quarters as the page is turned: upright where it is shown. */
const turns = { 0: undefined, 1: [0, 1, -1, 0, 0, 0], 2: [-1, 0, 0, -1, 0, 0], 3: [0, -1, 1, 0, 0, 0] }

/** The form XObject of an appearance; the compressed drawing is kept as long as the appearance is. */
export function appearanceForm(appearance: Appearance, quarters: 0 | 1 | 2 | 3 = 0): PdfObject {
  let data = compressed.get(appearance)
  if (!data) {
    data = deflateSync(Buffer.from(appearance.content, 'latin1'))
    compressed.set(appearance, data)
  }
  return stream(
    {
      Type: name('XObject'),
      Subtype: name('Form'),
      BBox: [0, 0, appearance.width, appearance.height],
      Resources: dict({}),
      ...(turns[quarters] && { Matrix: turns[quarters] }),
      Filter: name('FlateDecode'),
    },
    data,
  )
}
