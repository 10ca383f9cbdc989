import { createThread } from '#server/crafts/threads/thread.ts'
import { findForm } from './forms/index.ts'
import {
  documentTitle,
  runningTitle,
  type Template,
  type TemplateContent,
  type TemplateData,
  templates,
} from './model.ts'
import { readMissingGlyphs, requirePrintable } from './unprintable-text.ts'
import type { CompileRequest, Picture } from './worker.ts'

const maximumData = 1 << 20
const maximumResult = 32 << 20

const compiler = createThread<CompileRequest, Uint8Array>({
  file: 'src/server/crafts/typeset/worker.ts',
  name: 'typesetting',
  timeLimit: 15_000,
  maximumWaiting: 200,
  resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 128 },
})

/**
 * Sets a template with its data into a tagged PDF/A-2a in Vietnamese. The same data give the same bytes on every machine: no
 * font but the shipped one is ever used, and a letter it does not have is a refusal that names it.
 * `pictures` are pages of another paper that go before it, on which a lời chứng stands; such a file is a PDF/A-2b.
 * Works in a thread of its own, which starts at the first call and ends after a minute without one.
 */
export async function typeset<T extends Template>(
  template: T,
  data: TemplateData<T>,
  pictures: readonly Picture[] = [],
): Promise<Uint8Array> {
  const pdf = await compiler.ask({ ...prepare(template, data), pictures }).catch((error: Error) => {
    throw readMissingGlyphs(error.message) ?? error
  })
  if (pdf.length > maximumResult) throw new RangeError('the document is too large')
  return pdf
}

/** Checks the data and writes what the template reads. The date of the letterhead is the document's date. */
export function prepare<T extends Template>(template: T, data: TemplateData<T>): CompileRequest {
  const content = templates[template].parse(data) as TemplateContent<T>
  requirePrintable(content)
  const titles = { documentTitle: documentTitle(template, content), about: runningTitle(template, content) }
  const json = JSON.stringify({ ...content, ...titles }).normalize('NFC')
  if (json.length > maximumData) throw new RangeError('too much to typeset')
  return {
    template: 'form' in content ? `forms/${fileOf(content.form)}` : template,
    data: json,
    pictures: [],
    createdAt: Date.parse(`${content.letterhead.issuedOn}T00:00:00+07:00`) / 1000,
  }
}

function fileOf(form: string): string {
  const found = findForm(form)
  if (!found) throw new Error(`no form ${form}`)
  return found.file
}

/** Ends the typesetting thread at once; the next call starts it again. For a graceful stop. */
export const stopTypesetting = compiler.stop
