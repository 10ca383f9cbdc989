/** Where a text names agencies, their heads, or sets of them. */
import { Phrases } from './phrases.ts'
import { isCapital, type Word } from './words.ts'

export interface Names {
  /** What follows “Bộ” and “Sở”. */
  ministries: string[]
  /** Bodies with one name. */
  whole: string[]
  titles: string[]
  /** Bodies a level of the country follows: “Ủy ban nhân dân” + “tỉnh …”. */
  councils: string[]
  levels: string[]
  /** First words of names that go on until the sentence does: “Ban Quản lý …”. */
  kinds: string[]
  /** What “các …” may count. */
  sets: string[]
  suffixes: string[]
  /** Holding a word that elsewhere says what to do: “công trình”. */
  compounds: string[]
}

/** Where a name of unknown length ends. */
export interface Ends {
  /** Before these words. */
  always: readonly string[]
  /** Before a word that may belong to it, where what that makes is named: “xây dựng” + “kế hoạch”. */
  before: { partOfName: readonly string[]; product: readonly string[] }
}

export interface Mention {
  names: string[]
  /** Index of the word after it. */
  end: number
}

const mostInList = 60

type Text = { text: string; words: readonly Word[] }

const list = (phrases: readonly string[]): Phrases<true> => new Phrases(phrases.map((one) => [one, true]))

export class Bodies {
  readonly #of: Record<keyof Names, Phrases<true>>
  readonly #own: Phrases<true>
  readonly #stops: Phrases<true>
  readonly #maybe: Phrases<true>
  readonly #products: Phrases<true>

  /** `own` are names a directory knows. */
  constructor(names: Names, { always, before }: Ends, own: readonly string[] = []) {
    const { ministries, whole, titles, councils, levels, kinds, sets, suffixes, compounds } = names
    this.#of = {
      ministries: list(ministries),
      whole: list(whole),
      titles: list(titles),
      councils: list(councils),
      levels: list(levels),
      kinds: list(kinds),
      sets: list(sets),
      suffixes: list(suffixes),
      compounds: list(compounds),
    }
    this.#own = list(own)
    this.#stops = list(always)
    this.#maybe = list(before.partOfName)
    this.#products = list(before.product)
  }

  /** One body, or one set of them, from this word on. */
  at(source: Text, index: number): Mention | undefined {
    const { words } = source
    const word = words[index]
    if (!word || word.isMark) return undefined
    const own = this.#own.at(words, index)
    if (own) return this.#named(source, index, own.end)
    return (
      this.#title(source, index) ??
      this.#departments(source, index) ??
      this.#council(source, index) ??
      this.#places(source, index) ??
      this.#whole(source, index) ??
      this.#set(source, index) ??
      this.#place(source, index) ??
      this.#kind(source, index)
    )
  }

  /** Bodies one after another: “A, B và C”. */
  listAt(source: Text, index: number): Mention | undefined {
    const first = this.at(source, index)
    if (!first) return undefined
    const names = [...first.names]
    let { end } = first
    while (names.length < mostInList) {
      const at = joint(source.words, end)
      const next = at === end ? undefined : this.at(source, at)
      if (!next) break
      names.push(...next.names)
      end = next.end
    }
    return { names, end }
  }

  #named({ text, words }: Text, from: number, end: number): Mention {
    return { names: [text.slice(words[from]?.start, words[end - 1]?.end)], end }
  }

  #title(source: Text, index: number): Mention | undefined {
    const { words } = source
    const comrade = words[index]?.key === 'đồng' && words[index + 1]?.key === 'chí' ? index + 2 : index
    const title = this.#of.titles.at(words, comrade)
    if (!title) return undefined
    const of = this.at(source, title.end)
    if (!of) return undefined
    if (of.names.length === 1) return this.#named(source, comrade, of.end)
    const rank = source.text.slice(words[comrade]?.start, words[title.end - 1]?.end)
    return { names: of.names.map((name) => `${rank} ${name}`), end: of.end }
  }

  /** “Bộ Tài chính”, “các Bộ: Tài chính, Xây dựng và Y tế”, “Sở Y tế”. */
  #departments(source: Text, index: number): Mention | undefined {
    const { text, words } = source
    const isMany = words[index]?.key === 'các'
    const head = isMany ? index + 1 : index
    const kind = words[head]
    if (!kind || !['bộ', 'sở'].includes(kind.key)) return undefined
    let at = words[head + 1]?.text === ':' ? head + 2 : head + 1
    const names: string[] = []
    let end = head
    while (names.length < mostInList) {
      const found = isCapital(words[at]) ? this.#of.ministries.at(words, at) : undefined
      if (!found) break
      names.push(`${kind.text} ${text.slice(words[at]?.start, words[found.end - 1]?.end)}`)
      end = found.end
      const next = joint(words, end)
      if (!isMany || next === end) break
      at = ['bộ', 'sở'].includes(words[next]?.key ?? '') ? next + 1 : next
    }
    return names.length > 0 ? { names, end } : undefined
  }

  #whole(source: Text, index: number): Mention | undefined {
    const found = this.#of.whole.at(source.words, index)
    return found && this.#named(source, index, found.end)
  }

  /** “Ủy ban nhân dân tỉnh Đắk Lắk”, “UBND các xã, phường”, “Tỉnh ủy”. */
  #council(source: Text, index: number): Mention | undefined {
    const { words } = source
    const found = this.#of.councils.at(words, index)
    if (!found || !isCapital(words[index])) return undefined
    const many = words[found.end]?.key === 'các' ? this.#set(source, found.end) : undefined
    const cap = words[found.end]?.key === 'cấp' ? found.end + 2 : undefined
    const end = many?.end ?? cap ?? this.#place(source, found.end)?.end ?? this.#run(words, found.end)
    return this.#named(source, index, end)
  }

  /** “tỉnh Đắk Lắk”, or “Thành phố” where there is one to be meant. */
  #place(source: Text, index: number): Mention | undefined {
    const { words } = source
    const level = this.#of.levels.at(words, index)
    if (!level) return undefined
    const end = this.#run(words, level.end)
    if (end === level.end && !isCapital(words[index]) && index > 0 && !isCapital(words[index - 1])) {
      const before = words[index - 1]?.key ?? ''
      if (!['dân', 'ủy', 'phòng', 'sự', 'an'].includes(before)) return undefined
    }
    return this.#named(source, index, end)
  }

  /** “các tỉnh Nghệ An, Quảng Ngãi và Cao Bằng”. */
  #places({ text, words }: Text, index: number): Mention | undefined {
    const level = words[index]?.key === 'các' ? this.#of.levels.at(words, index + 1) : undefined
    if (!level) return undefined
    const rank = text.slice(words[index + 1]?.start, words[level.end - 1]?.end)
    const names: string[] = []
    let at = words[level.end]?.text === ':' ? level.end + 1 : level.end
    let { end } = level
    while (names.length < mostInList) {
      const last = this.#run(words, at)
      if (last === at || this.#isHead(words, at)) break
      names.push(`${rank} ${text.slice(words[at]?.start, words[last - 1]?.end)}`)
      end = last
      at = joint(words, end)
      if (at === end) break
    }
    return names.length > 0 ? { names, end } : undefined
  }

  /** “dự án” + “đầu tư” + “xây dựng”: one after another they are a name. */
  #joins(words: readonly Word[], at: number): boolean {
    const [first, second] = [words[at - 2], words[at - 1]]
    return (
      second?.key === 'án' ||
      (first !== undefined && second !== undefined && this.#maybe.at(words, at - 2)?.end === at)
    )
  }

  #isHead(words: readonly Word[], at: number): boolean {
    const { whole, kinds, councils, titles } = this.#of
    return (
      [whole, kinds, councils, titles].some((one) => one.at(words, at)) ||
      ['bộ', 'sở'].includes(words[at]?.key ?? '')
    )
  }

  /** Capitals one after another, as places are written: “Đắk Lắk”, “Bà Rịa - Vũng Tàu”. */
  #run(words: readonly Word[], from: number): number {
    let end = from
    while (end - from < 8) {
      if (isCapital(words[end])) end += 1
      else if (end > from && words[end]?.text === '-' && isCapital(words[end + 1])) end += 2
      else break
    }
    return end
  }

  /** “các sở, ngành, địa phương liên quan”. */
  #set(source: Text, index: number): Mention | undefined {
    const { words } = source
    const starts = ['các', 'mọi', 'từng'].includes(words[index]?.key ?? '')
    let end = starts ? index + 1 : index
    const first = this.#of.sets.at(words, end)
    if (!first || (!starts && !['địa', 'cấp', 'cơ'].includes(words[index]?.key ?? ''))) return undefined
    end = first.end
    for (;;) {
      const next = joint(words, end)
      const at = words[next]?.key === 'các' ? next + 1 : next
      const more = next === end && words[end]?.text !== '-' ? undefined : this.#of.sets.at(words, at)
      if (!more || this.#departments(source, next)) break
      end = more.end
    }
    for (;;) {
      const suffix = this.#of.suffixes.at(words, end)
      if (!suffix) break
      end = suffix.end
    }
    return this.#named(source, index, end)
  }

  /** A name that begins like one and ends before what is to be done. */
  #kind(source: Text, index: number): Mention | undefined {
    const { words } = source
    const head = this.#of.kinds.at(words, index)
    if (!head || !isCapital(words[index])) return undefined
    let end = head.end
    for (; end - index < 24; end += 1) {
      const compound = this.#of.compounds.at(words, end)
      if (compound) {
        end = compound.end - 1
        continue
      }
      const word = words[end]
      if (!word || (word.isMark && word.text !== '-') || this.#stops.at(words, end)) break
      const verb = this.#maybe.at(words, end)
      if (verb && (this.#products.at(words, verb.end) || !(end - head.end < 3 || this.#joins(words, end))))
        break
      if (word.key === 'và' && !isCapital(words[end + 1])) break
      if (word.key === 'và' && this.at(source, end + 1)) break
    }
    return this.#named(source, index, end)
  }
}

/** After the comma or “và” that may join two of a list; the same place where there is none. */
export function joint(words: readonly Word[], index: number): number {
  let at = index
  if (words[at]?.text === ',' || words[at]?.text === ';') at += 1
  if (words[at]?.key === 'và') at += 1
  return at
}
