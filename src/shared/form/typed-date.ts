/** A day as `2026-11-23`, or why what was typed is no day, in words that say what to do. */
export type TypedDate = { day: string } | { problem: string }

/** Reads a date typed in three fields or written `23/11/2026`, `23-11-2026`, `2026-11-23`. */
export function readTypedDate(typed: { day: string; month: string; year: string } | string): TypedDate {
  const parts = typeof typed === 'string' ? splitDate(typed) : typed
  if (parts === undefined) return { problem: 'Ghi ngày theo thứ tự ngày/tháng/năm, ví dụ 23/11/2026.' }
  const missing = [
    parts.day === '' ? 'ngày' : '',
    parts.month === '' ? 'tháng' : '',
    parts.year === '' ? 'năm' : '',
  ].filter((name) => name !== '')
  if (missing.length > 0) return { problem: `Còn thiếu ${missing.join(' và ')}. Ghi đủ ngày, tháng, năm.` }
  const day = wholeNumber(parts.day)
  const month = wholeNumber(parts.month)
  const year = wholeNumber(parts.year)
  if (day === undefined || month === undefined || year === undefined) {
    return { problem: 'Ngày, tháng, năm chỉ ghi bằng chữ số, ví dụ 23/11/2026.' }
  }
  if (year < 1900 || year > 2100) return { problem: 'Ghi năm đủ bốn chữ số, từ 1900 đến 2100.' }
  if (month < 1 || month > 12) return { problem: `Không có tháng ${month}. Ghi tháng từ 1 đến 12.` }
  const last = daysInMonth(year, month)
  if (day < 1) return { problem: 'Ghi ngày từ 1 trở đi.' }
  if (day > last) return { problem: `Tháng ${month} năm ${year} chỉ có ${last} ngày. Kiểm tra lại ngày.` }
  return { day: `${year}-${pad(month)}-${pad(day)}` }
}

/** `2026-11-23` → `23/11/2026`. */
export function showDate(day: string): string {
  return day.split('-').reverse().join('/')
}

/** Full years between a day of birth and another day. */
export function ageOn(bornOn: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function splitDate(text: string): { day: string; month: string; year: string } | undefined {
  const parts = text.trim().split(/\s*[/.-]\s*/)
  const [first, second, third] = parts
  if (parts.length !== 3 || first === undefined || second === undefined || third === undefined)
    return undefined
  return first.length === 4
    ? { year: first, month: second, day: third }
    : { day: first, month: second, year: third }
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,4}$/.test(text.trim()) ? Number(text) : undefined
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
