/** Địa danh và thời gian: `Phú Lộc, ngày 05 tháng 02 năm 2026`. A draft leaves the day open. */
const written = /^(\S[^,]{0,60}), ngày ?([\d.…]*) ?tháng ?([\d.…]*) ?năm ?([\d.…]*)$/u

interface Written {
  day: string
  month: string
}

function read(words: string): Written | undefined {
  const [, place = '', day = '', month = '', year = ''] = written.exec(words) ?? []
  const isOpen = (part: string) => /^[.…]*$/u.test(part)
  const isRight =
    /^\p{Lu}/u.test(place) &&
    (isOpen(day) || (/^\d{1,2}$/.test(day) && Number(day) >= 1 && Number(day) <= 31)) &&
    (isOpen(month) || (/^\d{1,2}$/.test(month) && Number(month) >= 1 && Number(month) <= 12)) &&
    /^(?:\d{4}|20[.…]{2,})$/u.test(year)
  return isRight ? { day, month } : undefined
}

export function placeProblem(words: string): string | undefined {
  return read(words) ? undefined : words
}

/** A day below 10, or one of the months 1 and 2, without the zero before it. */
export function dateProblem(words: string, part: 'day' | 'month'): string | undefined {
  const number = read(words)?.[part] ?? ''
  const isBare = part === 'day' ? /^[1-9]$/.test(number) : /^[12]$/.test(number)
  return isBare ? number : undefined
}
