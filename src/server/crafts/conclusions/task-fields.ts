/** What a task says beside its addressee: with whom, until when, on what condition, to whom it is reported. */
import type { Addressees } from './addressees.ts'
import { cues } from './cues.ts'
import type { Deadline } from './deadlines.ts'
import type { Word } from './words.ts'

/** Words before “phối hợp với” that may name who does. */
const mostBack = 40

/** Whom the lead works with, as named; never the lead itself. */
export function coordinatorsIn(
  who: Addressees,
  words: readonly Word[],
  from: number,
  end: number,
  leads: readonly string[],
): string[] {
  const found = new Set<string>()
  for (let at = from; at < end; at += 1) {
    const direct = cues.direct.at(words, at)
    const cue = cues.coordinate.at(words, at) ?? direct
    if (!cue) continue
    const bodies = who.namedAt(words, cue.end)
    if (direct && !(bodies && isOneOfMany(words, at, bodies.names))) continue
    if (bodies && !isSaidOfAnother(who, words, from, at))
      for (const name of bodies.names) if (!leads.includes(name)) found.add(name)
    at = (bodies?.end ?? cue.end) - 1
  }
  return [...found]
}

/** “Chỉ đạo Sở X”, “hướng dẫn các địa phương”: named, they work with whom is told to lead them. */
function isOneOfMany(words: readonly Word[], at: number, names: readonly string[]): boolean {
  const isSet = /^(?:các|mọi|cấp|cơ|đơn) /i.test(names[0] ?? '')
  return words[at]?.key === 'chỉ' ? !isSet : names[0]?.toLowerCase() === 'các địa phương'
}

/** “Đôn đốc các chủ đầu tư phối hợp với …”: another than the lead is to work with them. */
function isSaidOfAnother(who: Addressees, words: readonly Word[], from: number, at: number): boolean {
  for (let before = at - 1; before >= Math.max(from, at - mostBack); before -= 1) {
    if (words[before]?.isMark) return false
    const body = who.oneAt(words, before)
    if (body && body.end <= at) return true
  }
  return false
}

/** Who is to be told of it: “báo cáo …”, “trình …”. */
export function reportIn(
  who: Addressees,
  words: readonly Word[],
  from: number,
  end: number,
): { name: string; from: number; end: number } | undefined {
  for (let at = from; at < end; at += 1) {
    const cue = cues.report.at(words, at)
    const body = cue && who.oneAt(words, cue.end)
    if (body && body.end <= end) return { name: body.names.join('; '), from: cue.end, end: body.end }
  }
  return undefined
}

/** “Khẩn trương” as the way the whole task is to be done. */
export function urgencyIn(words: readonly Word[], from: number, end: number): Deadline | undefined {
  for (let at = from; at < end && !words[at]?.isMark; at += 1) {
    if (words[at]?.key === 'để') return undefined
    const cue = cues.urgent.at(words, at)
    if (cue) return { from: at, end: cue.end, day: null, isInferred: false }
  }
  return undefined
}

/** “Sau khi …,” at the beginning: when the task begins, in words. */
export function conditionIn(words: readonly Word[], from: number): Deadline | undefined {
  if (!cues.conditional.at(words, from)) return undefined
  let end = from + 1
  while (end < words.length && !words[end]?.isMark) end += 1
  return { from, end, day: null, isInferred: false }
}
