import { expect, test } from 'vitest'
import { namedMessage, nameFields } from './named-message.ts'

test('each entry of the list names the question of its field, as the page writes it', () => {
  const entry = (id: string, message: string) => `<li><a href="#${id}" data-names="${id}">${message}</a></li>`
  const field = (id: string, label: string) =>
    `<div data-question="${label}" class="field"><label for="${id}">${label}</label><p id="${id}-loi">x</p><input id="${id}"></div>`
  const rest = `${field('o-subject', 'Trích yếu')}${field('o-days', 'Số ngày &amp; giờ')}<a href="#o-bare">Xem</a><p>data-names="o-bare"></p><input id="o-bare">`
  const list = (...messages: [string, string, string, string]) =>
    `<ul>${entry('o-subject', messages[0])}${entry('o-days', messages[1])}${entry('o-bare', messages[2])}${entry('o-gone', messages[3])}</ul>${rest}`
  expect(nameFields(list('Điền ô này.', 'Ghi bằng chữ số.', 'Điền ô này.', 'Chọn một trong các mục.'))).toBe(
    list(
      'Trích yếu: Điền ô này.',
      'Số ngày &amp; giờ: Ghi bằng chữ số.',
      'Điền ô này.',
      'Chọn một trong các mục.',
    ),
  )
  expect(nameFields(rest)).toBe(rest)
})

test('a message that names its question says it once', () => {
  expect(namedMessage('Họ và tên', 'Ghi họ và tên như trong giấy tờ.')).toBe(
    'Ghi họ và tên như trong giấy tờ.',
  )
  expect(namedMessage('Lý do:', 'Điền ô này.')).toBe('Lý do: Điền ô này.')
})
