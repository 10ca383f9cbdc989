/** The tasks a notice of conclusions gives: who leads, with whom, until when, to whom it is reported; each with the words that say so. */
import { Addressees, type Lead, type Opening, type Place, placeOf, wordsOf } from './addressees.ts'
import { cues, structure } from './cues.ts'
import { type Deadline, findDeadline, type Within } from './deadlines.ts'
import { type Notice, type Paragraph, readNotice } from './notice.ts'
import { clausesOf, isTitle, sentencesOf } from './sentences.ts'
import { conditionIn, coordinatorsIn, reportIn, urgencyIn } from './task-fields.ts'
import type { Word } from './words.ts'

export interface ConcludedTask extends Place {
  leads: string[]
  /** The sentence itself names them; else a heading or a sentence above does. */
  isLeadNamed: boolean
  coordinators: string[]
  /** `isInferred`: its year, or the day a number of days ends, was not said. */
  deadline: { words: string; day: string | null; isInferred: boolean } | null
  reportTo: string | null
  condition: string | null
  places: { lead: Place; deadline: Place | null; reportTo: Place | null; condition: Place | null }
}

export interface Conclusions {
  /** The text in the form the places count in. */
  text: string
  day: string | undefined
  tasks: ConcludedTask[]
}

export interface Asked {
  /** Names a directory knows, beside those every notice uses. */
  agencies?: readonly string[]
  /** The day a term of so many days from the meeting on ends, `yyyy-MM-dd`; without it such a term names no day. */
  dayAfter?: ((within: Within) => string | undefined) | undefined
}

/** Reads the tasks in the order they stand. What nobody is told to do is no task; nothing is guessed. */
export function readConclusions(text: string, asked: Asked = {}): Conclusions {
  const notice = readNotice(text, structure)
  return new Reader(notice, asked).read()
}

class Reader {
  readonly #notice: Notice
  readonly #who: Addressees
  readonly #dayAfter: Asked['dayAfter']
  /** To whom a list belongs that names nobody itself. */
  #context: Lead | undefined
  #isAssessment = false
  /** The paragraph before was the heading of this one. */
  #isBelowHeading = false
  readonly #tasks: ConcludedTask[] = []

  constructor(notice: Notice, { agencies = [], dayAfter }: Asked) {
    this.#notice = notice
    this.#who = new Addressees(notice, agencies)
    this.#dayAfter = dayAfter
  }

  read(): Conclusions {
    const { text, day } = this.#notice
    const { paragraphs } = this.#notice
    for (const [index, paragraph] of paragraphs.entries())
      this.#take(paragraph, (paragraphs[index + 1]?.marker ?? null) !== null)
    return { text, day, tasks: this.#tasks }
  }

  #take(paragraph: Paragraph, isBeforeList: boolean): void {
    const { marker, words } = paragraph
    if (marker === 'roman' || isTitle(words)) {
      this.#isAssessment = this.#holds(words, 'assessment') && !this.#holds(words, 'plan')
      this.#context = this.#holds(words, 'plan') ? this.#who.subject() : undefined
      if (marker === 'roman' && words.length < 40 && !this.#openingIn(words, 0, words.length)) return
    }
    const heading = this.#who.headingOf(paragraph)
    if (heading) {
      this.#context = heading
      this.#isBelowHeading = true
      return
    }
    if (marker === null && this.#context?.isNamed && !this.#isBelowHeading) this.#context = undefined
    this.#isBelowHeading = false
    let isFirst = true
    let last: ConcludedTask | undefined
    for (const [from, end] of sentencesOf(words)) {
      if (words[end - 1]?.text === ':' && this.#leadsIn(words, from, end, isBeforeList)) continue
      if (this.#isAssessment) continue
      const isWhole = isFirst && this.#isOneTask(paragraph, end)
      last = isWhole ? this.#item(paragraph) : this.#sentence(paragraph, from, end, isFirst, last)
      isFirst = false
      if (isWhole) break
    }
  }

  /** One sentence: a task for each body told something in it. Answers the last task of the paragraph so far. */
  #sentence(
    paragraph: Paragraph,
    from: number,
    end: number,
    isFirst: boolean,
    before: ConcludedTask | undefined,
  ): ConcludedTask | undefined {
    const { words, marker } = paragraph
    let last = before
    const clauses = clausesOf(words, from, end)
    const openings: Opening[] = []
    for (const [index, [start, stop]] of clauses.entries()) {
      const named = this.#openingIn(words, start, stop)
      if (named) openings.push(named)
      else if (index === 0 && isFirst && this.#context && this.#isItem(marker)) {
        const at = this.#who.dutyIn(words, start, stop)
        if (at !== undefined) openings.push({ lead: this.#context, at: start, after: at })
      } else if (
        this.#isTakenOn(words, start, openings.at(-1)) ||
        this.#hasOwnDay(words, start, stop, openings.at(-1), last)
      ) {
        const lead =
          openings.at(-1)?.lead ??
          (last && { names: last.leads, isNamed: last.isLeadNamed, ...last.places.lead })
        if (lead) openings.push({ lead, at: start, after: start })
      }
    }
    for (const [index, opening] of openings.entries()) {
      const stop = openings[index + 1]?.at ?? end
      const start = index === 0 && isFirst && opening.at === from ? paragraph.start : undefined
      last = this.#task(words, opening, index === 0 ? from : opening.at, stop, start)
      this.#tasks.push(last)
    }
    return last
  }

  /** An item of a list that names nobody is one task to its end, however many sentences it has. */
  #isOneTask({ words, marker }: Paragraph, end: number): boolean {
    return (
      marker !== null &&
      this.#context?.isNamed === false &&
      words.length > 5 &&
      words.at(-1)?.text !== ':' &&
      !this.#openingIn(words, 0, end)
    )
  }

  #item({ words, start }: Paragraph): ConcludedTask | undefined {
    const lead = this.#context
    if (!lead) return undefined
    const after = this.#who.dutyIn(words, 0, words.length) ?? 0
    const task = this.#task(words, { lead, at: 0, after }, 0, words.length, start)
    this.#tasks.push(task)
    return task
  }

  /** Lists belong to who stands above them; a heading's own paragraph does, too. */
  #isItem(marker: Paragraph['marker']): boolean {
    return marker !== null || this.#context?.isNamed === true
  }

  /** “…; chủ trì rà soát …” below an agency's heading: another task of the same. */
  #isTakenOn(words: readonly Word[], from: number, before: Opening | undefined): boolean {
    return (
      before?.lead === this.#context &&
      before !== undefined &&
      words[from]?.key === 'chủ' &&
      words[from + 1]?.key === 'trì' &&
      !words[from + 2]?.isMark
    )
  }

  /** A further clause with a day of its own is a task of its own, where the lead is known by name. */
  #hasOwnDay(
    words: readonly Word[],
    from: number,
    end: number,
    before: Opening | undefined,
    last: ConcludedTask | undefined,
  ): boolean {
    const found = (before ? before.lead.isNamed : last?.isLeadNamed)
      ? this.#deadline(words, from, end)
      : undefined
    if (!found?.day || found.from <= from + 1 || !isBinding(words, found)) return false
    if (!before) return last?.deadline?.day !== found.day
    const earlier = this.#deadline(words, before.at, from)?.day
    return earlier ? earlier !== found.day : cues.urgent.at(words, from) !== undefined
  }

  #task(
    words: readonly Word[],
    { lead, at, after }: Opening,
    from: number,
    end: number,
    start: number | undefined,
  ): ConcludedTask {
    const condition = conditionIn(words, from)
    const found = this.#deadline(words, from, end)
    const deadline = found?.day ? found : (condition ?? found ?? urgencyIn(words, after, end))
    const counted = deadline?.within && this.#dayAfter?.(deadline.within)
    const report = reportIn(this.#who, words, after, end)
    const place = (span: { from: number; end: number } | undefined) =>
      span ? placeOf(words, span.from, span.end) : null
    return {
      from: start ?? words[at]?.start ?? 0,
      to: words[end - 1]?.end ?? 0,
      leads: lead.names,
      isLeadNamed: lead.isNamed,
      coordinators: coordinatorsIn(this.#who, words, after, end, lead.names),
      deadline: deadline
        ? {
            words: wordsOf(this.#notice.text, words, deadline.from, deadline.end),
            day: counted ?? deadline.day,
            isInferred: counted !== undefined || deadline.isInferred,
          }
        : null,
      reportTo: report?.name ?? null,
      condition: condition ? wordsOf(this.#notice.text, words, condition.from, condition.end) : null,
      places: {
        lead: { from: lead.from, to: lead.to },
        deadline: place(deadline),
        reportTo: place(report),
        condition: place(condition),
      },
    }
  }

  #openingIn(words: readonly Word[], from: number, end: number): Opening | undefined {
    return this.#who.openingIn(words, from, end, this.#context !== undefined)
  }

  #deadline(words: readonly Word[], from: number, end: number): Deadline | undefined {
    return findDeadline(words, from, end, this.#notice.day ?? '1990-01-01')
  }

  /** Whether a sentence begins a list, and for whom. */
  #leadsIn(words: readonly Word[], from: number, end: number, isBeforeList: boolean): boolean {
    const last = Math.max(from, end - 8)
    const isLeadIn = words.slice(last, end).some((_, at) => cues.leadIn.at(words, last + at))
    if (!isLeadIn && !(isBeforeList && end - from > 20 && words[from]?.key !== 'về')) return false
    this.#isAssessment = false
    this.#context = this.#who.lastToldIn(words, from, end) ?? this.#context
    return true
  }

  #holds(words: readonly Word[], role: 'assessment' | 'plan'): boolean {
    return words.some((_, at) => cues[role].at(words, at) !== undefined)
  }
}

/** “Vào”, “trong năm”, “đến hết năm” may say of a plan when it ends. */
function isBinding(words: readonly Word[], { from, end }: Deadline): boolean {
  const said = words.slice(from, end).map(({ key }) => key)
  return (
    said.includes('hoàn') ||
    said.includes('xong') ||
    !(said[0] === 'vào' || (said.includes('năm') && said.length <= 4))
  )
}
