/** What comes to an agency: `/van-ban/den`, `/van-ban/den/nhan`. */
import { receiveByKeyboard } from './acts/incoming.ts'
import { test } from './test.ts'

test('a clerk receives a scanned letter by keyboard only', ({ scene }) => {
  return receiveByKeyboard(scene)
})
