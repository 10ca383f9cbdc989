import type { Paragraph, Role } from '../model.ts'
import type { Area } from './paragraphs.ts'

const titles: ReadonlySet<Role | undefined> = new Set<Role>(['type', 'appendix', 'part', 'partTitle'])
/** Millimetres a line may begin or end beside an edge and still stand at it. */
const near = 2.5

/** One line says of itself only whether it stands in the middle; of a title it is known that it should, so an edge it stands at tells. */
export function alignTitles(paragraphs: readonly Paragraph[], { left, right }: Area): void {
  for (const paragraph of paragraphs) {
    const { role, align, box } = paragraph
    if (align !== undefined || !box || !titles.has(role)) continue
    if (Math.abs(box.x - left) < near) paragraph.align = 'left'
    else if (Math.abs(box.x + box.width - right) < near) paragraph.align = 'right'
  }
}
