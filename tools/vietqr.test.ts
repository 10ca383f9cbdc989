import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const vietqr = (...args: string[]) =>
  spawnSync(process.execPath, [fileURLToPath(new URL('vietqr.ts', import.meta.url)), ...args], {
    encoding: 'utf8',
  })

test('writes a code and reads it back, as JSON and in words', () => {
  const receiver = ['--bin', '970436', '--account', '0011001234567']
  const made = vietqr('encode', ...receiver, '--amount', '150000', '--memo', 'Lệ phí hộ tịch Đ1', '--json')
  const code = JSON.parse(made.stdout)
  expect(code).toEqual({
    text: '00020101021238570010A00000072701270006970436011300110012345670208QRIBFTTA530370454061500005802VN62210817Le phi ho tich D16304ABBF',
    method: 'dynamic',
    bin: '970436',
    account: '0011001234567',
    service: 'QRIBFTTA',
    amount: 150000,
    purpose: 'Le phi ho tich D1',
    others: {},
  })
  const { stdout, status } = vietqr('decode', code.text)
  expect(stdout).toMatch(/^Số tiền: +150\.000 đồng$/m)
  expect(stdout).toMatch(/^Nội dung: +Le phi ho tich D1$/m)
  expect([made.status, status]).toEqual([0, 0])
})

test('a code nobody should pay by ends with 1, its field and what to do', () => {
  const trap =
    '00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304F4E5'
  const { stdout, stderr, status } = vietqr('decode', trap, '--json')
  expect(status).toBe(1)
  expect(JSON.parse(stdout).refused).toMatchObject({ field: '38/01', problem: 'wrong_length' })
  expect(stderr).toMatch(/^Không dùng được mã VietQR này: trường 38\/01 \(ngân hàng và tài khoản\) .+\n$/)
})

test.each([
  [['decode'], 2],
  [['encode', '--bin', '970436', '--account', '1', '--amount', '15.000'], 2],
  [['encode', '--bin', '970436', '--account', '1', '--memo', 'a'.repeat(26)], 1],
] as const)('bad input %j: one line and exit code %i', (args, code) => {
  const { stdout, stderr, status } = vietqr(...args)
  expect(status).toBe(code)
  expect(stdout).toBe('')
  expect(stderr.trim().split('\n')).toHaveLength(1)
})
