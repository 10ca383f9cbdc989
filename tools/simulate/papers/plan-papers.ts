/** Which documents are begun on each day of the past, and which come from outside. */
import { addWorkingMinutes, type LegalCalendar } from '#server/crafts/calendar/index.ts'
import { endOfLocalDay, type LocalDay, startOfLocalDay } from '#shared/dates.ts'
import type { PastLog } from '../past-log.ts'
import type { Office } from '../place.ts'
import type { Random } from '../random.ts'
import type { Numbers } from '../tables/numbers.ts'
import type { Desk } from './desk.ts'
import { receive } from './incoming.ts'
import { write } from './outgoing.ts'
import type { Papers } from './paper.ts'
import type { PaperStaff } from './paper-staff.ts'
import { aMatter, outsiders } from './texts.ts'
import { openWorkFiles, type WorkFile } from './work-files.ts'

/** For so many dossiers one document is begun; whatever the past, no more than that, and no less where there are dossiers. */
const dossiersPerDocument = 30
const mostBegun = 20_000
/** A short past too has some of everything. */
const leastBegun = 240

export interface PastPapers {
  /** Whatever begins on this day, with all that follows from it. */
  begin(day: LocalDay): void
  written: Papers
  workFiles(): WorkFile[]
}

export function openPapers(options: {
  random: Random
  calendar: LegalCalendar
  until: Date
  days: readonly LocalDay[]
  dossiers: number
  staff: ReadonlyMap<Office, PaperStaff>
  log: PastLog
  registers: Numbers
  arrivals: Numbers
}): PastPapers {
  const { random, calendar, days, dossiers, staff } = options
  const written: Papers = { papers: [], opinions: [], received: [], sendings: [] }
  const working = days.filter((day) => calendar.dayKind(day).working)
  const wanted =
    Math.min(mostBegun, Math.max(leastBegun, dossiers / dossiersPerDocument)) / Math.max(1, working.length)
  const last = new Set(working.slice(-2))
  const isOpen = ({ validFrom, validTo }: Office, day: string) =>
    validFrom <= day && (!validTo || validTo >= day)
  const desk: Desk = {
    ...options,
    staffOf(office) {
      const members = staff.get(office)
      if (!members) throw new Error(`nobody writes documents at ${office.id}`)
      return members
    },
    othersOn: (office, day) => [...staff.keys()].filter((one) => one !== office && isOpen(one, day)),
    written,
    write: (letter) => write(desk, letter),
    file: (received) => workFiles.file(received),
  }
  const workFiles = openWorkFiles(desk)
  const startOf = (day: LocalDay) => addWorkingMinutes(calendar, startOfLocalDay(day), random.int(5, 440))

  return {
    written,
    workFiles: workFiles.all,
    begin(day) {
      if (!calendar.dayKind(day).working) return
      const open = [...staff].filter(([office]) => isOpen(office, day))
      const whole = open.reduce((sum, [office, members]) => sum + weightOf(office, members), 0)
      for (const [office, members] of open) {
        // Where people try the program out something is always on the desks.
        const fresh = members.isDemo && last.has(day) ? 4 : 0
        const expected = (wanted * weightOf(office, members)) / whole + fresh
        for (let left = expected; left > 0; left -= 1)
          if (random.next() < left) start(office, day, startOf(day))
        // Where people try the program out something comes from outside every few days.
        if (random.chance(Math.min(0.4, expected / 4))) comeFromOutside(office, day)
      }
    },
  }

  function start(office: Office, day: LocalDay, begunAt: Date): void {
    const matter = aMatter(random, office.level === 'commune' ? 'inward' : 'outward')
    write(desk, { office, matter, begunAt, recipients: recipientsOf(office, day, matter.type) })
  }

  function recipientsOf(office: Office, day: LocalDay, type: string): Office[] {
    if (office.level === 'commune')
      return ['report', 'submission'].includes(type) ? above(day).slice(0, 1) : []
    const below = desk.othersOn(office, day).filter(({ level }) => level === 'commune')
    const demo = below.filter((one) => staff.get(one)?.isDemo)
    const few = Array.from({ length: Math.min(2, below.length) }, () => random.pick(below))
    return [...new Set([...demo, ...few])]
  }

  /** The committee of the province. */
  function above(day: LocalDay): Office[] {
    return [...staff.keys()].filter(
      (one) => one.kind === 'people_committee' && one.level !== 'commune' && isOpen(one, day),
    )
  }

  function comeFromOutside(office: Office, day: LocalDay): void {
    const { name, symbol, mail } = random.pick(outsiders)
    const arrivedAt = startOf(day)
    if (arrivedAt > endOfLocalDay(day)) return
    const outside = { number: String(random.int(12, 4800)), symbol }
    receive(desk, {
      office,
      organ: name,
      outside,
      matter: aMatter(random, 'foreign'),
      arrivedAt,
      // Half of it is on paper still.
      ...(random.chance(0.5) ? { way: 'mail' as const, mailFrom: mail } : { way: 'scan' as const }),
    })
  }
}

/** The province and its departments write more, and so do those where people try the program out. */
function weightOf({ level, shortName }: Office, { isDemo }: PaperStaff): number {
  const size = level !== 'commune' ? 2 : /phường/i.test(shortName) ? 1.5 : 1
  return isDemo ? size * 6 : size
}
