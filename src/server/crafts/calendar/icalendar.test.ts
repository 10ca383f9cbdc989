import { expect, test } from 'vitest'
import { writeCalendar } from './icalendar.ts'

const now = new Date('2026-11-23T01:00:00Z')
const entry = {
  uid: '1-due@localhost',
  at: new Date('2026-11-23T17:30:00Z'),
  summary: 'Hẹn trả kết quả; hồ sơ, thủ tục \\ một',
  description: 'Dòng một\nDòng hai',
  url: 'https://nhip.example.vn/ho-so/H57',
}

test('a moment is in the time of Việt Nam, whatever the machine keeps', () => {
  const lines = writeCalendar('Hồ sơ', [entry, { ...entry, uid: '2', allDay: true }], now).split('\r\n')
  expect(lines).toContain('UID:1-due@localhost')
  expect(lines).toContain('DTSTAMP:20261123T010000Z')
  expect(lines).toContain('DTSTART;TZID=Asia/Ho_Chi_Minh:20261124T003000')
  expect(lines).toContain('DTSTART;VALUE=DATE:20261124')
  expect(lines).toContain('SUMMARY:Hẹn trả kết quả\\; hồ sơ\\, thủ tục \\\\ một')
  expect(lines).toContain('DESCRIPTION:Dòng một\\nDòng hai')
  expect(lines).toContain('TZID:Asia/Ho_Chi_Minh')
  expect(lines.at(-2)).toBe('END:VCALENDAR')
})

test('what takes time has an end and a place, and is taken back by a higher sequence', () => {
  const until = new Date('2026-11-23T19:00:00Z')
  const meeting = { ...entry, until, location: 'Phòng họp số 2, tầng 3', sequence: 3 }
  const lines = writeCalendar('Họp', [meeting], now).split('\r\n')
  expect(lines).toContain('DTEND;TZID=Asia/Ho_Chi_Minh:20261124T020000')
  expect(lines).toContain('LOCATION:Phòng họp số 2\\, tầng 3')
  expect(lines).toContain('SEQUENCE:3')
  expect(lines).toContain('TRANSP:OPAQUE')
  const taken = writeCalendar('Họp', [{ ...meeting, isCancelled: true }], now)
  expect(taken).toContain('STATUS:CANCELLED\r\nTRANSP:TRANSPARENT')
})

test('lines have at most 75 octets and unfold to what was said', () => {
  const summary = 'Nghiên cứu hồ sơ 👍 '.repeat(40).trim()
  const text = writeCalendar('Hồ sơ', [{ ...entry, summary }], now)
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${summary}\r\n`)
})

test('no name begins a line or an event of its own', () => {
  for (const broken of ['\r\n', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029']) {
    const text = writeCalendar('Hồ sơ', [{ ...entry, summary: `a${broken}END:VEVENT\u0000\u001b` }], now)
    expect(text).toContain('SUMMARY:a\\nEND:VEVENT\r\n')
    expect(text.match(/^END:VEVENT$/gm)).toHaveLength(1)
  }
})
