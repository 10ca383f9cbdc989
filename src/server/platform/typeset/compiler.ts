import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { addSignatureFields, type SignatureRoom } from '../pdf/signature-fields.ts'
import { tinos } from './fonts.ts'

const templateFolder = join(process.cwd(), 'src/server/platform/typeset/templates')

export type CompileTemplate = (template: string, data: string, createdAt: number) => Buffer

/**
 * Starts the Typst compiler and reads the fonts; what it returns turns a template and its data (JSON) into
 * a tagged PDF/A-2a with empty signature fields. It blocks its thread.
 */
export function startCompiler(): CompileTemplate {
  const compiler = NodeCompiler.create({
    workspace: templateFolder,
    fontArgs: [{ fontBlobs: Object.values(tinos).map((path) => readFileSync(path)) }],
  })
  return (template, data, createdAt) => {
    // Data reach the template as an input that it decodes: they are never source.
    const result = compiler.compile({
      mainFilePath: join(templateFolder, `${template}.typ`),
      inputs: { data },
    })
    const document = result.result
    if (!document) {
      const error = result.takeError()
      throw new Error(`typesetting ${template}: ${JSON.stringify(error && compiler.fetchDiagnostics(error))}`)
    }
    const pdf = compiler.pdf(document, { pdfStandard: 'a-2a', creationTimestamp: createdAt })
    const rooms: SignatureRoom[] = compiler.query(document, { selector: '<signature-room>', field: 'value' })
    // Keeps what the last few documents shared (fonts, layout of fixed parts), lets the rest go.
    compiler.evictCache(3)
    return addSignatureFields(pdf, rooms)
  }
}
