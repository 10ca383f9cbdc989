import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CalendarFile } from '#server/crafts/calendar/calendar-file.ts'
import { reckonHoliday } from './reckon-holidays.ts'

const files = ['province/hue']

test.each(files)('the dated holidays of %s are those of the sun, the moon and the law', (folder) => {
  const file = CalendarFile.parse(JSON.parse(readFileSync(join(folder, 'calendar.json'), 'utf8')))
  for (const { code, from, to, days } of file.holidays) {
    const last = to && to < file.to ? to : file.to
    expect({ code, days }).toEqual({ code, days: reckonHoliday(code, from, last) })
  }
})
