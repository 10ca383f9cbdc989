import type { PdfDocument } from '#server/crafts/pdf/document.ts'
import { isKind, isName, type PdfDict, type PdfObject } from '#server/crafts/pdf/objects.ts'
import { activePdfRefused } from './refusals.ts'

const maximumActions = 20

/** Refuses an object of a PDF whose name alone shows nothing: what acts when the file is opened, or takes data from elsewhere. */
export function refuseActiveObject(document: PdfDocument, object: PdfObject, isStream: boolean): void {
  if (!isKind(object, 'dict')) return
  refuseOpening(document, object)
  if (!isStream) return
  // Data in another file, also by its address; and a page of another file (ISO 32000-1, 7.3.8.2 and 8.10.4).
  const file = document.resolve(object.entries.get('F'))
  if (isKind(file, 'string') || isKind(file, 'dict') || document.resolveDict(object.entries.get('Ref')))
    throw activePdfRefused()
}

/** When it is opened, a paper may show one of its pages and nothing else. */
export function refuseOpening(document: PdfDocument, { entries }: PdfDict): void {
  const pending: PdfObject[] = [entries.get('OpenAction') ?? null]
  for (let count = 0; pending.length > 0; count++) {
    const action = document.resolve(pending.pop())
    if (!isKind(action, 'dict')) continue
    const kind = document.resolve(action.entries.get('S') ?? null)
    const isHarmless = kind === null || isName(kind, 'GoTo') || isName(kind, 'Named')
    if (!isHarmless || count > maximumActions) throw activePdfRefused()
    const next = document.resolve(action.entries.get('Next') ?? null)
    pending.push(...(Array.isArray(next) ? next.slice(0, maximumActions) : [next]))
  }
}
