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

test('a field of a form with ids of its own, and a control written by hand, are named and led to', () => {
  const page = (first: string, second: string, third: string) =>
    `<ul><li><a href="#${first}</a></li><li><a href="#${second}</a></li><li><a href="#${third}</a></li></ul>` +
    '<div data-question="Câu khác" class="field"><label for="hoi-o-reason">Câu khác</label><textarea id="hoi-o-reason" name="reason"></textarea></div>' +
    '<div data-question="Lý do trả lại" class="field bad"><p id="tra-lai-o-reason-loi">x</p><textarea id="tra-lai-o-reason" name="reason" aria-invalid="true"></textarea></div>' +
    '<div class="field"><label for="tu-ngay"><!--[-->Từ ngày <span class="soft">(không bắt buộc)</span></label><input id="tu-ngay" name="from"></div>' +
    '<label class="ticked"><input type="checkbox" id="chon-1" name="ids[]"> <span>Quyết định <b>05</b></span></label>'
  expect(
    nameFields(
      page(
        'o-reason" data-names="reason">Điền ô này.',
        'o-from" data-names="from">Điền ô này.',
        'o-ids-" data-names="ids[]">Chọn một mục.',
      ),
    ),
  ).toBe(
    page(
      'tra-lai-o-reason" data-names="reason">Lý do trả lại: Điền ô này.',
      'tu-ngay" data-names="from">Từ ngày: Điền ô này.',
      'chon-1" data-names="ids[]">Quyết định: Chọn một mục.',
    ),
  )
})

test('a message that names its question says it once', () => {
  expect(namedMessage('Họ và tên', 'Ghi họ và tên như trong giấy tờ.')).toBe(
    'Ghi họ và tên như trong giấy tờ.',
  )
  expect(namedMessage('Lý do:', 'Điền ô này.')).toBe('Lý do: Điền ô này.')
})
