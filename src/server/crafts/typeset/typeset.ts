import { createThread } from '#server/crafts/threads/thread.ts'
import { pageBlocks } from './body/page-blocks.ts'
import { findForm } from './forms/index.ts'
import {
  documentTitle,
  runningTitle,
  type Template,
  type TemplateContent,
  type TemplateData,
  templates,
} from './model.ts'
import { readBrokenPicture, requireModest } from './picture-limits.ts'
import { readMissingGlyphs, requirePrintable } from './unprintable-text.ts'
import type { Asked, CompileRequest, Picture } from './worker.ts'

/** Of letters: half a million of a text, each block with its place among them. */
const maximumData = 3 << 20
const maximumResult = 32 << 20

const compiler = createThread<Asked, Uint8Array>({
  file: 'src/server/crafts/typeset/worker.ts',
  name: 'typesetting',
  timeLimit: 15_000,
  turn: 3000,
  maximumWaiting: 200,
  // As many as one confirmation signs.
  waitingEach: 20,
  resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 128 },
})

/** Pictures of a text (`image` of its body) by their SHA-256. */
export type Images = ReadonlyMap<string, Uint8Array>

export interface SettingWith {
  /** Pages of another paper that go before it, on which a lời chứng stands; such a file is a PDF/A-2b. */
  pictures?: readonly Picture[]
  /** Those its body shows; such as hold too many dots, or cannot be read, are refused. */
  images?: Images
  /** Who waits: everyone has a turn before anyone has a second; all who give no name are one. */
  asker?: string | undefined
}

/**
 * Sets a template with its data into a tagged PDF/A-2a in Vietnamese. The same data give the same bytes on every machine: no
 * font but the shipped one is ever used, and a letter it does not have is a refusal that names it.
 * Works in a thread of its own, which starts at the first call and ends after a minute without one.
 */
export async function typeset<T extends Template>(
  template: T,
  data: TemplateData<T>,
  { pictures = [], images = new Map(), asker }: SettingWith = {},
): Promise<Uint8Array> {
  requireModest(images)
  const request = { ...prepare(template, data), pictures, images: [...images] }
  const pdf = await compiler.ask({ print: request }, asker).catch((error: Error) => {
    throw readMissingGlyphs(error.message) ?? readBrokenPicture(error.message) ?? error
  })
  if (pdf.length > maximumResult) throw new RangeError('the document is too large')
  return pdf
}

/** Checks the data and writes what the template reads. The date of the letterhead is the document's date. */
export function prepare<T extends Template>(
  template: T,
  data: TemplateData<T>,
  { places = false }: { places?: boolean } = {},
): CompileRequest {
  const content = templates[template].parse(data) as TemplateContent<T>
  requirePrintable(content)
  const titles = { documentTitle: documentTitle(template, content), about: runningTitle(template, content) }
  const json = JSON.stringify({ ...content, ...titles, ...textOf(content, places) }).normalize('NFC')
  if (json.length > maximumData) throw new RangeError('too much to typeset')
  return {
    template: 'form' in content ? `forms/${fileOf(content.form)}` : template,
    data: json,
    pictures: [],
    images: [],
    createdAt: Date.parse(`${content.letterhead.issuedOn}T00:00:00+07:00`) / 1000,
  }
}

/** The body of an administrative document, numbered and fitted to the page. */
function textOf(content: TemplateContent<Template>, places: boolean): object {
  if (!('body' in content)) return {}
  return { body: null, text: content.body && pageBlocks(content.body, content.ending), places }
}

function fileOf(form: string): string {
  const found = findForm(form)
  if (!found) throw new Error(`no form ${form}`)
  return found.file
}

/** Ends the typesetting thread at once; the next call starts it again. For a graceful stop. */
export const stopTypesetting = compiler.stop
