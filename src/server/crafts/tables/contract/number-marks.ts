/** What the point and the comma mean in the numbers of a column. */

export type Mark = '.' | ','

/** How a column writes its numbers: nothing is known of a mark that never stands in it. */
export interface NumberMarks {
  decimal?: Mark
  group?: Mark
}

/** What one number tells: which marks it has, and what they must mean. */
interface Told {
  decimal?: Mark
  group?: Mark
  /** A single mark before just three digits: thousands or thousandths. */
  unclear?: Mark
  /** Four digits or more without a mark. */
  isLong?: true
}

const blanksWithin = /(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?:\D|$))/g
const form = /^([-+−–]?)\s?(\d[\d.,]*)\s?(%?)$/
const bracketed = /^\((\d[\d.,\s]*)\)$/

export interface NumberText {
  sign: '-' | ''
  body: string
  hasPercent: boolean
}

/** A text that may be a number, taken apart; undefined for any other. */
export function takeNumber(text: string): NumberText | undefined {
  const bare = text.replace(blanksWithin, '')
  const [, within] = bracketed.exec(bare) ?? []
  if (within !== undefined && /[.,]|\d{3}/.test(within))
    return { sign: '-', body: within.trim(), hasPercent: false }
  const [, sign = '', body = '', percent = ''] = form.exec(bare) ?? []
  if (body === '' || /[.,]$/.test(body)) return undefined
  return { sign: /[-−–]/.test(sign) ? '-' : '', body, hasPercent: percent !== '' }
}

/** Whether its marks can make a number at all: `10.78,106.70` are two. */
export function hasNumberMarks(body: string): boolean {
  return tell(body) !== undefined
}

const groups = { '.': /^\d{1,3}(?:\.\d{3})+$/, ',': /^\d{1,3}(?:,\d{3})+$/ }

/** What its marks must mean; undefined where they make no number at all. */
function tell(body: string): Told | undefined {
  const points = body.split('.').length - 1
  const commas = body.split(',').length - 1
  if (points + commas === 0) return body.length > 3 ? { isLong: true } : {}
  if (points > 0 && commas > 0) {
    const decimal: Mark = body.lastIndexOf('.') > body.lastIndexOf(',') ? '.' : ','
    const group = other(decimal)
    const [whole = '', part, ...more] = body.split(decimal)
    return part !== undefined && more.length === 0 && groups[group].test(whole)
      ? { decimal, group }
      : undefined
  }
  const mark: Mark = points > 0 ? '.' : ','
  if (points + commas > 1) return groups[mark].test(body) ? { group: mark } : undefined
  const [whole = '', part = ''] = body.split(mark)
  if (part.length !== 3 || whole.length > 3 || /^0/.test(whole)) return { decimal: mark }
  return { unclear: mark }
}

const other = (mark: Mark): Mark => (mark === '.' ? ',' : '.')

export interface MarksJudgement {
  marks: NumberMarks
  /** Two numbers that cannot be of one way of writing, or one that may be read two ways. */
  doubt?: string[]
}

/**
 * What the marks mean in these numbers. `around`: what they mean in the other columns, which settles what is unclear in this one; without
 * it, three digits behind a mark are thousands only where such numbers stand beside shorter ones, and none longer without it.
 */
export function judgeMarks(bodies: readonly string[], around: NumberMarks = {}): MarksJudgement {
  const seen = {
    decimal: new Map<Mark, string>(),
    group: new Map<Mark, string>(),
    unclear: new Map<Mark, string[]>(),
  }
  let [short, long] = [0, 0]
  for (const body of bodies) {
    const told = tell(body)
    if (told) {
      if (told.decimal) seen.decimal.set(told.decimal, body)
      if (told.group) seen.group.set(told.group, body)
      if (told.unclear)
        seen.unclear.set(told.unclear, [...(seen.unclear.get(told.unclear) ?? []), body].slice(0, 4))
      if (told.isLong) long += 1
      else if (!told.decimal && !told.group && !told.unclear) short += 1
    }
  }
  const [decimal] = seen.decimal.keys()
  const [group] = seen.group.keys()
  const both = ['.' as const, ',' as const].find((mark) => seen.decimal.has(mark) && seen.group.has(mark))
  const clash = both
    ? [seen.decimal.get(both), seen.group.get(both)]
    : seen.decimal.size > 1
      ? [...seen.decimal.values()]
      : undefined
  if (clash) return { marks: {}, doubt: clash.map(String) }
  if (decimal || group) return { marks: fill({ ...(decimal && { decimal }), ...(group && { group }) }) }
  const [[mark, examples = []] = []] = seen.unclear
  if (!mark) return { marks: {} }
  if (seen.unclear.size > 1) return { marks: {}, doubt: [...seen.unclear.values()].map(([one = '']) => one) }
  if (around.decimal === mark || around.group === mark) return { marks: fill({ ...around }) }
  if (around.decimal === other(mark) || around.group === other(mark)) return { marks: fill({ group: mark }) }
  if (short > 0 && long === 0 && examples.length > 2) return { marks: fill({ group: mark }) }
  return { marks: {}, doubt: examples.slice(0, 2) }
}

/** Who parts thousands by one mark, parts decimals by the other. */
function fill({ decimal, group }: NumberMarks): NumberMarks {
  if (decimal) return { decimal, group: other(decimal) }
  return group ? { decimal: other(group), group } : {}
}

/** The number in plain decimal digits; undefined where it is not written so. */
export function readNumber(text: string, marks: NumberMarks): (NumberText & { digits: string }) | undefined {
  const taken = takeNumber(text)
  if (!taken) return undefined
  const { decimal = '.', group } = marks
  const [whole = '', part, ...more] = taken.body.split(decimal)
  if (more.length > 0 || (part !== undefined && !/^\d+$/.test(part))) return undefined
  const isGrouped = group !== undefined && whole.includes(group)
  if (isGrouped ? !groups[group].test(whole) : !/^\d+$/.test(whole)) return undefined
  const bare = isGrouped ? whole.replaceAll(group, '') : whole
  const digits = `${taken.sign}${bare.replace(/^0+(?=\d)/, '')}${part === undefined ? '' : `.${part}`}`
  return { ...taken, digits: /^-0(?:\.0+)?$/.test(digits) ? digits.slice(1) : digits }
}
