/** What the sentences of a chair seem to be, for the secretary to confirm: by rules that keep the words each was read from. */
import { addWorkingDays } from '#server/crafts/calendar/index.ts'
import { type Asked, readConclusions } from '#server/crafts/conclusions/read-conclusions.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { addDays, type LocalDay, localDay, startOfLocalDay } from '#shared/dates.ts'
import type { Treatment } from '../model.ts'
import cues from './cues.json' with { type: 'json' }
import type { Split } from './split.ts'

export interface ProposedTask {
  lead: string
  others: string[]
  term: string
  dueOn: string | null
  /** Nobody said the year, or the day: it is the next one, or counted from the meeting. */
  isInferred: boolean
  reportTo: string
  condition: string
}

export interface Proposal {
  treatment: Treatment
  tasks: ProposedTask[]
  /** The rule it comes from, and the words that were read. */
  rule: string
  evidence: string
}

const nothing: Proposal = { treatment: 'open', tasks: [], rule: '', evidence: '' }
/** Longer ones are read by people alone. */
const mostLetters = 60_000

/**
 * A proposal for each sentence, in their order; `agencies` are names the directory knows, `day` the one a term without a year, or of
 * so many days, is counted from. Nothing is guessed: what no rule speaks of stays open.
 */
export function proposeTreatments(
  sentences: readonly Split[],
  agencies: readonly string[],
  day: LocalDay,
): Proposal[] {
  const [year, month, date] = day.split('-')
  // The rules begin where a notice concludes, and count from the day in its head; each paragraph is an item of it.
  let text = `ngày ${date} tháng ${month} năm ${year} kết luận như sau:\n`
  const starts: number[] = []
  let last: number | undefined
  let number = 0
  for (const { paragraph, words } of sentences) {
    if (paragraph !== last) {
      number += 1
      text += `${last === undefined ? '' : '\n'}${/^([\p{N}]+[.)]|\p{L}[.)]|[-–+•])\s/u.test(words) ? '' : `${number}. `}`
    } else text += ' '
    starts.push(text.length)
    text += words
    last = paragraph
  }
  if (sentences.length === 0 || text.length > mostLetters) return sentences.map(() => nothing)
  const proposals = sentences.map(({ words }) => byCue(words))
  const dayAfter = (within: Within) => endOf(day, within)
  for (const task of readConclusions(text, { agencies, dayAfter }).tasks) {
    // What begins with the number of its paragraph begins before the first sentence of it.
    const at = Math.max(
      0,
      starts.findLastIndex((start) => start <= task.from + 4),
    )
    const tasks = task.leads.map((lead) => ({
      lead,
      others: task.coordinators,
      term: task.deadline?.words ?? '',
      dueOn: task.deadline?.day ?? null,
      isInferred: task.deadline?.isInferred ?? false,
      reportTo: task.reportTo ?? '',
      condition: task.condition ?? '',
    }))
    const before = proposals[at]
    const known = before?.treatment === 'task' ? before.tasks : []
    const { from, to } = task.places.lead
    const evidence = before?.treatment === 'task' ? before.evidence : text.slice(from, to)
    proposals[at] = { treatment: 'task', tasks: [...known, ...tasks], rule: 'assign', evidence }
  }
  return proposals
}

type Within = Parameters<NonNullable<Asked['dayAfter']>>[0]

/**
 * The last day of so many working days, or of so many days, which then is a working day (BLDS 2015, Điều 147 and 148); undefined beyond the
 * calendar of the law.
 */
function endOf(day: LocalDay, { days, isWorking }: Within): LocalDay | undefined {
  const calendar = provinceCalendar()
  if (day < calendar.from || addDays(day, days * 2 + 30) > calendar.to) return undefined
  const from = startOfLocalDay(isWorking ? day : addDays(day, days))
  return localDay(addWorkingDays(calendar, from, isWorking ? days : 0))
}

/** What a cue in a sentence says it is: a decision or a refusal, or praise and blame; where those also order something it is left to people. */
function byCue(words: string): Proposal {
  const said = ` ${words.toLocaleLowerCase('vi').replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  const holds = (phrase: string) => said.includes(` ${phrase} `)
  for (const [treatment, phrases] of [
    ['decision', cues.decision],
    ['none', cues.assessment],
  ] as const) {
    const found = phrases.find(holds)
    if (found && treatment === 'none' && cues.ordering.some(holds)) return nothing
    if (found) return { treatment, tasks: [], rule: treatment, evidence: found }
  }
  return nothing
}
