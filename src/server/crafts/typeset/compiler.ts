import { join } from 'node:path'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { readOwnFaces } from '#server/crafts/fonts/fonts.ts'
import { markRowHeaders } from '#server/crafts/pdf/row-headers.ts'
import { addSignatureField, type SignatureRoom } from '#server/crafts/pdf/signature-fields.ts'
import { PdfUpdate } from '#server/crafts/pdf/update.ts'
import { fitted } from './fit.ts'
import { type DrawnPages, mostDrawn, placesOf, splitPages } from './svg-pages.ts'

const templateFolder = join(process.cwd(), 'src/server/crafts/typeset/templates')

/** A page of a paper as a picture: PNG or JPEG. */
export type Picture = Uint8Array

export interface CompileRequest {
  template: string
  data: string
  createdAt: number
  pictures: readonly Picture[]
  /** Shown in the text, by their SHA-256. */
  images: readonly (readonly [string, Uint8Array])[]
}

export interface Compiler {
  /** A tagged PDF/A-2a, or a PDF/A-2b where it holds pictures of pages, with empty signature fields. */
  print(request: CompileRequest): Buffer
  /** Its pages as SVG, those not among `known`, and where each block of its body stands; or how many there are, where those are too many. */
  draw(request: CompileRequest, known: readonly string[]): DrawnPages | { tooMany: number }
}

/** How many documents back what was reckoned is kept: of papers what they share (fonts, fixed parts), of writers their own last page. */
const keptOfPapers = 3
const keptOfWriters = 40

/** Starts the Typst compiler and reads the fonts; it sets a template with its data (JSON) and blocks its thread. */
export function startCompiler(): Compiler {
  const compiler = NodeCompiler.create({
    workspace: templateFolder,
    fontArgs: [{ fontBlobs: readOwnFaces() }],
  })
  const compile = (template: string, inputs: Record<string, string>): NodeTypstDocument => {
    // Data reach the template as an input that it decodes: they are never source.
    const result = compiler.compile({ mainFilePath: join(templateFolder, `${template}.typ`), inputs })
    if (result.result) return result.result
    const error = result.takeError()
    throw new Error(`typesetting ${template}: ${JSON.stringify(error && compiler.fetchDiagnostics(error))}`)
  }
  const set = (template: string, data: string, size?: number): NodeTypstDocument => {
    const document = compile(template, size === undefined ? { data } : { data, size: String(size) })
    const lines: LastLine[] = compiler.query(document, { selector: '<last-line>', field: 'value' })
    return signedAlone(lines) ? compile(template, { data, parted: 'yes' }) : document
  }
  /** Works with the pictures of a request in the places where its template looks for them. */
  const withPictures = <Result>(request: CompileRequest, keep: number, work: () => Result): Result => {
    const shadows = [
      ...request.pictures.map((picture, index) => [`page-${index + 1}`, picture] as const),
      ...request.images.map(([sha256, image]) => [`image-${sha256}`, image] as const),
    ].map(([file, bytes]) => ({ place: join(templateFolder, file), bytes }))
    for (const { place, bytes } of shadows) compiler.mapShadow(place, Buffer.from(bytes))
    try {
      return work()
    } finally {
      for (const { place } of shadows) compiler.unmapShadow(place)
      compiler.evictCache(keep)
    }
  }
  return {
    print: (request) =>
      withPictures(request, keptOfPapers, () => {
        const document = fitted(
          (size) => set(request.template, request.data, size),
          (set) => compiler.query(set, { selector: '<fit>', field: 'value' }),
        )
        const pdf = compiler.pdf(document, {
          pdfStandard: request.pictures.length > 0 ? 'a-2b' : 'a-2a',
          creationTimestamp: request.createdAt,
        })
        return complete(pdf, {
          rooms: compiler.query(document, { selector: '<signature-room>', field: 'value' }),
          rowHeaders: compiler.query(document, { selector: '<row-header>', field: 'value' }),
        })
      }),
    draw: (request, known) =>
      withPictures(request, keptOfWriters, () => {
        const document = set(request.template, request.data)
        if (document.numOfPages > mostDrawn) return { tooMany: document.numOfPages }
        return {
          pages: splitPages(compiler.plainSvg(document), new Set(known)),
          places: placesOf(compiler.query(document, { selector: '<place>', field: 'value' })),
        }
      }),
  }
}

interface LastLine {
  what: 'said' | 'signed'
  page: number
}

/** Whether none of the text stands on the page of its signature: what stands last is parted then, and its end goes there. */
function signedAlone(lines: readonly LastLine[]): boolean {
  const pageOf = (one: LastLine['what']) => lines.find(({ what }) => what === one)?.page
  const [said, signed] = [pageOf('said'), pageOf('signed')]
  return said !== undefined && signed !== undefined && signed > said
}

/** Adds what Typst cannot: fields to sign in, and which cells are headers of their rows. The file stays one revision. */
function complete(
  pdf: Buffer,
  { rooms, rowHeaders }: { rooms: SignatureRoom[]; rowHeaders: number[] },
): Buffer {
  if (rooms.length === 0 && rowHeaders.length === 0) return pdf
  const update = new PdfUpdate(pdf)
  markRowHeaders(update, rowHeaders)
  for (const room of rooms) addSignatureField(update, room)
  return update.writeWhole()
}
