/** Who is told to do something, and where that begins. */
import { Bodies, type Mention, type Names } from './bodies.ts'
import { cues, endsOfNames, isSuperior } from './cues.ts'
import file from './names.json' with { type: 'json' }
import type { Notice, Paragraph } from './notice.ts'
import type { Word } from './words.ts'

/** Some words of the text, in UTF-16 units of its NFC form. */
export interface Place {
  from: number
  to: number
}

export interface Lead extends Place {
  names: string[]
  /** The sentence or a heading names it; else the sentence a list begins with does. */
  isNamed: boolean
}

export interface Opening {
  lead: Lead
  /** First word of the task. */
  at: number
  /** First word after its addressee. */
  after: number
}

const mostCandidates = 24
/** Words before a list in which whom it is for is looked for. */
const mostBack = 200

export class Addressees {
  readonly #text: string
  readonly #bodies: Bodies
  readonly #about: { name: string; from: number; to: number } | undefined

  constructor({ text, head }: Notice, agencies: readonly string[]) {
    this.#text = text
    this.#about = subjectOf(head)
    this.#bodies = new Bodies(file as Names, endsOfNames, agencies)
  }

  /** The body, or the bodies of a list, named from this word on. */
  namedAt(words: readonly Word[], at: number): Mention | undefined {
    const found = this.#bodies.listAt({ text: this.#text, words }, at)
    return found && { ...found, names: found.names.map((name) => this.#inFull(name)) }
  }

  oneAt(words: readonly Word[], at: number): Mention | undefined {
    return this.#bodies.at({ text: this.#text, words }, at)
  }

  /** Where somebody is told to do something: at the beginning, after a heading's colon, or after what is said first. */
  openingIn(words: readonly Word[], from: number, end: number, isInList: boolean): Opening | undefined {
    let tried = 0
    let isAside = true
    for (let at = from; at < end && tried < mostCandidates; at += 1) {
      const previous = words[at - 1]
      if (at === from) isAside = this.#isAside(words, this.#pastOpening(words, at))
      else if (previous?.text !== ':' && previous?.text !== ',') continue
      tried += 1
      const found = this.#told(words, this.#pastOpening(words, at), end)
      // In the middle of a sentence only “giao …” and “… phải” tell somebody something.
      if (
        found &&
        at > from &&
        previous?.text === ',' &&
        !isAside &&
        !cues.assign.at(words, this.#pastOpening(words, at)) &&
        (isInList || !cues.must.at(words, found.after))
      )
        continue
      const isWhole = cues.conditional.at(words, from) || (!isAside && previous?.text === ',')
      if (found) return { ...found, at: isWhole ? from : at }
    }
    return undefined
  }

  #pastOpening(words: readonly Word[], from: number): number {
    const found = cues.opening.at(words, from)
    if (!found) return from
    return words[found.end]?.text === ',' ? found.end + 1 : found.end
  }

  #told(words: readonly Word[], at: number, end: number): Opening | undefined {
    if (words[at]?.key === 'đối' && words[at + 1]?.key === 'với') {
      const whom = this.namedAt(words, at + 2)
      return whom && whom.end <= end && cues.must.at(words, whom.end)
        ? this.#opened(words, at, at + 2, whom)
        : undefined
    }
    const assigned = cues.assign.at(words, at)
    const whom = assigned && this.namedAt(words, assigned.end)
    if (whom && whom.end <= end && !cues.appeal.at(words, whom.end))
      return this.#opened(words, at, assigned.end, whom)
    const who = this.namedAt(words, at)
    if (!who || who.end > end || isLoose(words[at])) return undefined
    const order = cues.assign.at(words, who.end)
    const asked = order && words[who.end]?.key !== 'chỉ' ? this.namedAt(words, order.end) : undefined
    if (order && asked && asked.end <= end)
      return cues.appeal.at(words, asked.end) ? undefined : this.#opened(words, at, order.end, asked)
    if (isSuperior(who.names)) return undefined
    const duty = this.#dutyAfter(words, who.end, end)
    return duty === undefined ? undefined : this.#opened(words, at, at, who)
  }

  #opened(
    words: readonly Word[],
    at: number,
    from: number,
    { names, end }: { names: string[]; end: number },
  ): Opening {
    const place = placeOf(words, from, end)
    return {
      lead: { names, isNamed: true, ...place },
      at,
      after: end,
    }
  }

  /** What is to be done follows at once, or after a limit of the duty: “, trên cơ sở …,”. */
  #dutyAfter(words: readonly Word[], from: number, end: number): number | undefined {
    let at = words[from]?.text === ',' ? from + 1 : from
    if (cues.appeal.at(words, at)) return undefined
    if (cues.duty.at(words, at) || cues.limit.at(words, at)) return at
    if (words[at]?.text === '(') {
      while (at < end && words[at]?.text !== ')') at += 1
      return this.#dutyAfter(words, at + 1, end)
    }
    if (at === from && !this.#isAside(words, at)) return undefined
    const limit = Math.min(end, from + 60)
    for (; at < limit; at += 1) if (words[at - 1]?.text === ',' && cues.duty.at(words, at)) return at
    return undefined
  }

  /** What is to be done in an item that names nobody. */
  dutyIn(words: readonly Word[], from: number, end: number): number | undefined {
    const at = this.#pastOpening(words, from)
    if (cues.duty.at(words, at)) return at
    if (!this.#isAside(words, at) && !isRecurring(words[at])) return undefined
    for (let next = at + 1; next < end; next += 1)
      if ((words[next - 1]?.text === ',' || isRecurring(words[at])) && cues.duty.at(words, next)) return next
    return undefined
  }

  #isAside(words: readonly Word[], at: number): boolean {
    const aside = cues.aside.at(words, at) ?? cues.limit.at(words, at)
    return aside !== undefined && (cues.duty.at(words, at)?.end ?? 0) < aside.end
  }

  /** A line that only names who the lines below it are for. */
  headingOf({ marker, words, start }: Paragraph): Lead | undefined {
    let end = words.length
    while (end > 0 && words[end - 1]?.text === ':') end -= 1
    if (end === 0 || end > 24 || ['.', ';', ','].includes(words[end - 1]?.text ?? '')) return undefined
    const body = this.namedAt(words, this.#afterAssign(words))
    if (!body) return undefined
    const isAll = body.end === end
    const isNumbered = marker === 'number' || marker === 'letter'
    if (
      !isAll &&
      (!isNumbered || words.some((_, at) => at >= body.end && at < end && cues.duty.at(words, at)))
    )
      return undefined
    const from = this.#afterAssign(words)
    const names = isAll ? body.names : [wordsOf(this.#text, words, from, end)]
    return { names, isNamed: true, from: words[from]?.start ?? start, to: words[end - 1]?.end ?? start }
  }

  #afterAssign(words: readonly Word[]): number {
    return cues.assign.at(words, 0)?.end ?? (words[0]?.key === 'đối' && words[1]?.key === 'với' ? 2 : 0)
  }

  /** “…, tỉnh X cần thực hiện các nhiệm vụ sau:”: whoever is named last in it. */
  lastToldIn(words: readonly Word[], from: number, end: number): Lead | undefined {
    for (let at = end - 1; at >= Math.max(from, end - mostBack); at -= 1) {
      if (
        at > from &&
        !isEdge(words[at - 1]) &&
        !cues.assign.at(words, at - 1) &&
        !cues.assign.at(words, at - 2)
      )
        continue
      const body = this.namedAt(words, at)
      if (!body || isSuperior(body.names) || !cues.duty.at(words, body.end)) continue
      const order = cues.assign.at(words, body.end)
      if (order && this.oneAt(words, order.end)) continue
      return { names: body.names, isNamed: false, ...placeOf(words, at, body.end) }
    }
    return undefined
  }

  /** Whom the whole notice is about: “buổi làm việc với lãnh đạo tỉnh X”. */
  subject(): Lead | undefined {
    const place = this.#about
    return place && { names: [place.name], isNamed: false, from: place.from, to: place.to }
  }

  /** “Ủy ban nhân dân Thành phố” with the name its notice is about. */
  #inFull(name: string): string {
    const [, level] = /(?:^|\s)(Thành phố|Tỉnh)$/.exec(name) ?? []
    const place = this.#about?.name
    return level && place?.toLowerCase().startsWith(level.toLowerCase())
      ? name.slice(0, -level.length) + place
      : name
  }
}

/** “cơ quan …” in the middle of a sentence goes on with what was said before. */
function isLoose(word: Word | undefined): boolean {
  return ['cơ', 'địa', 'cấp'].includes(word?.key ?? '') && word?.text[0] === word?.text[0]?.toLowerCase()
}

const isRecurring = (word: Word | undefined): boolean => ['định', 'hằng', 'hàng'].includes(word?.key ?? '')
const isEdge = (word: Word | undefined): boolean => word?.isMark === true

export function placeOf(words: readonly Word[], from: number, end: number): Place {
  return { from: words[from]?.start ?? 0, to: words[end - 1]?.end ?? 0 }
}

export function wordsOf(text: string, words: readonly Word[], from: number, end: number): string {
  return text.slice(words[from]?.start, words[end - 1]?.end)
}

/** The province a notice is about: the one its head names in running text, else in its title. */
function subjectOf(head: string): { name: string; from: number; to: number } | undefined {
  const written = /(?:tỉnh|thành phố) \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){0,3}/u.exec(head)
  if (written) return { name: written[0], from: written.index, to: written.index + written[0].length }
  const titled = /(?:TỈNH|THÀNH PHỐ) \p{Lu}+(?: \p{Lu}+){0,3}/u.exec(head)
  if (!titled) return undefined
  const [found] = titled
  const level = found.startsWith('TỈNH') ? 1 : 2
  const words = found
    .toLowerCase()
    .split(' ')
    .map((word, at) => (at < level ? word : (word[0] ?? '').toUpperCase() + word.slice(1)))
  return { name: words.join(' '), from: titled.index, to: titled.index + found.length }
}
