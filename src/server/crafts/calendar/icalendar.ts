/** iCalendar (RFC 5545): days that people take along into their own calendar. */

/** One day or moment. Names nobody: calendars are shared and lie on telephones. */
export interface CalendarEntry {
  /** The same each time it is taken along, so that a calendar replaces what it has. */
  uid: string
  /** A moment; `allDay` takes the Vietnamese day it falls on. */
  at: Date
  allDay?: boolean
  summary: string
  description: string
  url: string
  /** When it is over, of what takes time. */
  until?: Date
  location?: string
  /** Higher than what a calendar has: in its place (§3.8.7.4). */
  sequence?: number
  isCancelled?: boolean
}

/** Việt Nam keeps one offset the whole year, since 1975. */
const zone = [
  'BEGIN:VTIMEZONE',
  'TZID:Asia/Ho_Chi_Minh',
  'BEGIN:STANDARD',
  'DTSTART:19750613T000000',
  'TZOFFSETFROM:+0700',
  'TZOFFSETTO:+0700',
  'TZNAME:+07',
  'END:STANDARD',
  'END:VTIMEZONE',
]
const zoneOffset = 7 * 3_600_000

/** A whole calendar in UTF-8, with lines of at most 75 octets. */
export function writeCalendar(name: string, entries: readonly CalendarEntry[], now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Nhip//Nhip//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    ...zone,
    ...entries.flatMap((entry) => writeEvent(entry, now)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

function writeEvent(
  { uid, at, allDay, summary, description, url, until, location, sequence, isCancelled }: CalendarEntry,
  now: Date,
): string[] {
  const local = localBasic(at)
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${basic(now)}Z`,
    allDay ? `DTSTART;VALUE=DATE:${local.slice(0, 8)}` : `DTSTART;TZID=Asia/Ho_Chi_Minh:${local}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `URL:${url}`,
    ...(until ? [`DTEND;TZID=Asia/Ho_Chi_Minh:${localBasic(until)}`] : []),
    ...(location ? [`LOCATION:${escapeText(location)}`] : []),
    ...(sequence === undefined ? [] : [`SEQUENCE:${sequence}`]),
    ...(isCancelled ? ['STATUS:CANCELLED'] : []),
    // A due day takes nobody's time, nor does what does not take place.
    until && !isCancelled ? 'TRANSP:OPAQUE' : 'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** The same in Vietnamese wall time. */
function localBasic(instant: Date): string {
  return basic(new Date(instant.getTime() + zoneOffset))
}

/** `20261123T170000` */
function basic(instant: Date): string {
  return instant.toISOString().slice(0, 19).replace(/[-:]/g, '')
}

function escapeText(text: string): string {
  // Every other control character is forbidden (§3.1), and some readers break lines at more than CR LF.
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/g, '\\n')
    .replace(/(?!\t)\p{Cc}/gu, '')
}

/** Octets are counted, not letters, and no letter is cut in two (§3.1). */
function fold(line: string): string {
  let folded = ''
  let length = 0
  for (const character of line) {
    const octets = Buffer.byteLength(character)
    if (length + octets > 75) {
      folded += '\r\n '
      length = 1
    }
    folded += character
    length += octets
  }
  return folded
}
