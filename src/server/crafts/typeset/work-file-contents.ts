/** Mục lục văn bản: what lies in a work file, in its order. */
import { z } from 'zod'
import { Letterhead, text } from './paper-parts.ts'

const cell = (maximum: number) => z.string().trim().max(maximum)

export const WorkFileContents = z.strictObject({
  letterhead: Letterhead,
  code: text(60),
  title: text(500),
  retention: text(60),
  opened: text(20),
  closed: cell(20),
  columns: z.array(text(40)).length(6),
  rows: z.array(z.array(cell(800)).length(6)).max(1000),
  takenBy: text(100),
})

export function contentsTitle({ code }: { code: string }): string {
  return `Mục lục văn bản trong hồ sơ ${code}`
}
