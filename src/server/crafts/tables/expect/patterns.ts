/** Patterns over foreign text, in time that grows with the text only (RE2). */
import { RE2JS } from 're2js'
import { ExpectationUnusable } from './model.ts'

const longest = 1_000

/** Whether the pattern is found anywhere in a text; `^` and `$` hold it to the ends. */
export function compilePattern(pattern: unknown): (text: string) => boolean {
  if (typeof pattern !== 'string' || pattern.length > longest)
    throw new ExpectationUnusable('the pattern is none')
  try {
    const compiled = RE2JS.compile(pattern)
    return (text) => compiled.matcher(text).find()
  } catch {
    throw new ExpectationUnusable(`the pattern ${pattern} is none that can be read in linear time`)
  }
}

const codes: Record<string, string> = {
  Y: String.raw`(?P<Y>\d{4})`,
  m: '(?P<m>0[1-9]|1[0-2]|[1-9])',
  d: String.raw`(?P<d>0[1-9]|[12]\d|3[01]|[1-9])`,
  H: String.raw`(?:[01]\d|2[0-3]|\d)`,
  M: String.raw`[0-5]?\d`,
  S: String.raw`(?:[0-5]?\d|6[01])`,
  f: String.raw`\d{1,6}`,
  y: String.raw`\d{2}`,
  z: String.raw`(?:Z|[+-]\d{2}:?\d{2})`,
  '%': '%',
}

/** Whether a text is a moment written in this format of `strftime`, and one that there is. */
export function compileFormat(format: unknown): (text: string) => boolean {
  if (typeof format !== 'string' || format.length > longest)
    throw new ExpectationUnusable('the format is none')
  let pattern = ''
  for (let at = 0; at < format.length; at++) {
    const letter = format[at] ?? ''
    if (letter !== '%') pattern += RE2JS.quote(letter)
    else {
      at += 1
      const code = codes[format[at] ?? '']
      if (code === undefined) throw new ExpectationUnusable(`the format ${format} is none`)
      pattern += code
    }
  }
  const compiled = RE2JS.compile(`^${pattern}$`)
  return (text) => {
    const matcher = compiled.matcher(text)
    if (!matcher.find()) return false
    const part = (name: string) =>
      pattern.includes(`(?P<${name}>`) ? Number(matcher.group(name)) : undefined
    const [year = 2000, month = 1, day = 1] = [part('Y'), part('m'), part('d')]
    return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
  }
}
