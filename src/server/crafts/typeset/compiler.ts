import { join } from 'node:path'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { readOwnFaces } from '#server/crafts/fonts/fonts.ts'
import { markRowHeaders } from '#server/crafts/pdf/row-headers.ts'
import { addSignatureField, type SignatureRoom } from '#server/crafts/pdf/signature-fields.ts'
import { PdfUpdate } from '#server/crafts/pdf/update.ts'
import { fitted } from './fit.ts'

const templateFolder = join(process.cwd(), 'src/server/crafts/typeset/templates')

/** A page of a paper as a picture: PNG or JPEG. */
export type Picture = Uint8Array

export interface CompileRequest {
  template: string
  data: string
  createdAt: number
  pictures: readonly Picture[]
}

export interface Compiler {
  /** A tagged PDF/A-2a, or a PDF/A-2b where it holds pictures of pages, with empty signature fields. */
  print(request: CompileRequest): Buffer
}

/** Starts the Typst compiler and reads the fonts; it sets a template with its data (JSON) and blocks its thread. */
export function startCompiler(): Compiler {
  const compiler = NodeCompiler.create({
    workspace: templateFolder,
    fontArgs: [{ fontBlobs: readOwnFaces() }],
  })
  const set = (template: string, data: string, size?: number): NodeTypstDocument => {
    // Data reach the template as an input that it decodes: they are never source.
    const result = compiler.compile({
      mainFilePath: join(templateFolder, `${template}.typ`),
      inputs: size === undefined ? { data } : { data, size: String(size) },
    })
    if (result.result) return result.result
    const error = result.takeError()
    throw new Error(`typesetting ${template}: ${JSON.stringify(error && compiler.fetchDiagnostics(error))}`)
  }
  return {
    print({ template, data, createdAt, pictures }) {
      const places = pictures.map((picture, index) => {
        const place = join(templateFolder, `page-${index + 1}`)
        compiler.mapShadow(place, Buffer.from(picture))
        return place
      })
      try {
        const document = fitted(
          (size) => set(template, data, size),
          (set) => compiler.query(set, { selector: '<fit>', field: 'value' }),
        )
        const pdf = compiler.pdf(document, {
          pdfStandard: pictures.length > 0 ? 'a-2b' : 'a-2a',
          creationTimestamp: createdAt,
        })
        return complete(pdf, {
          rooms: compiler.query(document, { selector: '<signature-room>', field: 'value' }),
          rowHeaders: compiler.query(document, { selector: '<row-header>', field: 'value' }),
        })
      } finally {
        for (const place of places) compiler.unmapShadow(place)
        // Keeps what the last few documents shared (fonts, layout of fixed parts), lets the rest go.
        compiler.evictCache(3)
      }
    },
  }
}

/** Adds what Typst cannot: fields to sign in, and which cells are headers of their rows. */
function complete(
  pdf: Buffer,
  { rooms, rowHeaders }: { rooms: SignatureRoom[]; rowHeaders: number[] },
): Buffer {
  if (rooms.length === 0 && rowHeaders.length === 0) return pdf
  const update = new PdfUpdate(pdf)
  markRowHeaders(update, rowHeaders)
  for (const room of rooms) addSignatureField(update, room)
  return update.write().pdf
}
