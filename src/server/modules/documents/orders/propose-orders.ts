/** What the words of a text seem to order, for its writer to confirm: by rules that keep the words each was read from. */
import { readConclusions } from '#server/crafts/conclusions/read-conclusions.ts'
import type { LocalDay } from '#shared/dates.ts'
import type { Body } from '#shared/document/body.ts'
import { blockTexts } from '#shared/document/text-of.ts'

export interface ProposedOrder {
  blockId: string
  lead: string
  others: string[]
  term: string
  dueOn: string | null
  /** Nobody wrote the year: it is the next one. */
  isYearInferred: boolean
  reportTo: string
  condition: string
}

/** Longer texts are read by people alone. */
const mostLetters = 100_000

/**
 * A proposal for each body that is told to do something, in the order of the text; `agencies` are names the directory knows. `today`
 * is the day a term without a year is counted from. What nobody is told to do is not proposed, and what is not written stays empty.
 */
export function proposeOrders(body: Body, agencies: readonly string[], today: LocalDay): ProposedOrder[] {
  const lines = blockTexts(body).filter(({ text }) => text.trim() !== '')
  const starts: number[] = []
  // The rules begin where a notice concludes, and count from the day in its head.
  const [year, month, day] = today.split('-')
  let text = `ngày ${day} tháng ${month} năm ${year} kết luận như sau:\n`
  for (const { label, text: words } of lines) {
    starts.push(text.length)
    text += `${[label.replace(/^Điều /, ''), words.replaceAll('\n', ' ')].filter(Boolean).join(' ')}\n`
  }
  if (text.length > mostLetters) return []
  return readConclusions(text, { agencies }).tasks.flatMap((task) => {
    const blockId = lines[starts.findLastIndex((start) => start <= task.from)]?.id
    if (!blockId) return []
    return task.leads.map((lead) => ({
      blockId,
      lead,
      others: task.coordinators,
      term: task.deadline?.words ?? '',
      dueOn: task.deadline?.day ?? null,
      isYearInferred: task.deadline?.isInferred ?? false,
      reportTo: task.reportTo ?? '',
      condition: task.condition ?? '',
    }))
  })
}
