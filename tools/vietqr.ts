/** npm run vietqr -- encode|decode: the text of a payment code from who is paid and what for, and back. */
import { parseArgs } from 'node:util'
import { decode, type ReadCode } from '#server/crafts/vietqr/decode.ts'
import { encode, type NewCode } from '#server/crafts/vietqr/encode.ts'
import { memoText } from '#server/crafts/vietqr/memo.ts'
import { m } from '#shared/messages/index.ts'
import { formatDong } from '#shared/money.ts'
import { Refusal } from '#shared/refusal.ts'

const help = `npm run vietqr -- encode --bin SỐ (--account SỐ | --card SỐ) [tùy chọn]
npm run vietqr -- decode 'MÃ' [--json]

Lập nội dung mã VietQR (NAPAS 1.5.2) hoặc đọc một mã và nói rõ nó trả cho ai, bao nhiêu.
Mã thoát 1 khi mã hay nội dung không đúng quy cách, có nêu trường; 2 khi lệnh sai.

  --bin 970436         mã ngân hàng, 6 chữ số
  --account SỐ         số tài khoản, nhiều nhất 19 chữ số hoặc chữ cái
  --card SỐ            số thẻ, thay cho số tài khoản
  --amount 150000      số đồng, nhiều nhất 13 chữ số; không ghi thì người trả tự nhập
  --memo NỘI DUNG      nội dung chuyển tiền, nhiều nhất 25 ký tự; chữ có dấu được bỏ dấu
  --bill, --reference, --terminal   số hóa đơn, mã tham chiếu, quầy thu
  --name, --city       tên nơi nhận, tỉnh hoặc thành phố; bỏ dấu như nội dung
  --method LOẠI        static (trả nhiều lần) hoặc dynamic (trả một lần); mặc định dynamic khi có số tiền
  --json               in JSON
  --help               in hướng dẫn này`

/** How a code is told, line by line. */
const labels = {
  method: 'Loại mã',
  bin: 'Ngân hàng',
  account: 'Tài khoản, thẻ',
  service: 'Dịch vụ',
  amount: 'Số tiền',
  purpose: 'Nội dung',
  bill: 'Hóa đơn',
  reference: 'Tham chiếu',
  terminal: 'Quầy thu',
  merchantName: 'Nơi nhận',
  merchantCity: 'Địa phương',
  postalCode: 'Mã bưu chính',
  mcc: 'Ngành hàng',
  store: 'Cửa hàng',
  customer: 'Khách hàng',
  mobile: 'Điện thoại',
  loyalty: 'Khách quen',
  dataRequest: 'Cần hỏi',
} as const satisfies Record<Exclude<keyof ReadCode, 'others'>, string>

class BadCommand extends Error {}

function run(): string {
  const { values, positionals } = readCommand()
  const [command, text, ...more] = positionals
  if (values.help) return help
  if (command === 'decode') {
    if (text === undefined || more.length > 0)
      throw new BadCommand("Ghi một mã sau decode, đặt trong dấu '…'.")
    return say(text, values.json, false)
  }
  if (command !== 'encode' || text !== undefined) {
    throw new BadCommand('Ghi encode với các tùy chọn, hoặc decode với một mã. Xem --help.')
  }
  return say(encode(readCode(values)), values.json, true)
}

function readCommand() {
  const word = { type: 'string' } as const
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        bin: word,
        account: word,
        card: word,
        amount: word,
        memo: word,
        bill: word,
        reference: word,
        terminal: word,
        name: word,
        city: word,
        method: word,
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch {
    throw new BadCommand(`Không hiểu các tùy chọn: ${process.argv.slice(2).join(' ')}. Xem --help.`)
  }
}

type Values = ReturnType<typeof readCommand>['values']

function readCode({ bin, account, card, amount, memo, name, city, method, ...given }: Values): NewCode {
  if (bin === undefined) throw new BadCommand('Thiếu --bin, ví dụ --bin 970436.')
  if ((account === undefined) === (card === undefined)) {
    throw new BadCommand('Ghi một trong hai: --account SỐ hoặc --card SỐ.')
  }
  if (method !== undefined && method !== 'static' && method !== 'dynamic') {
    throw new BadCommand(`--method là static hoặc dynamic, không phải ${method}.`)
  }
  if (amount !== undefined && !/^[1-9]\d*$/.test(amount)) {
    throw new BadCommand(`--amount là số đồng chỉ gồm chữ số, ví dụ 150000, không phải ${amount}.`)
  }
  return {
    bin,
    account: account ?? card ?? '',
    service: card === undefined ? 'QRIBFTTA' : 'QRIBFTTC',
    method,
    amount: amount === undefined ? undefined : Number(amount),
    bill: given.bill,
    reference: given.reference,
    terminal: given.terminal,
    purpose: memo === undefined ? undefined : memoText(memo),
    merchantName: name === undefined ? undefined : memoText(name),
    merchantCity: city === undefined ? undefined : memoText(city),
  }
}

function say(text: string, json: boolean, isNew: boolean): string {
  const code = decode(text)
  if (json) return JSON.stringify({ text, ...code }, null, 2)
  const told = {
    ...code,
    method: code.method === 'static' ? 'trả nhiều lần' : 'trả một lần',
    amount: code.amount && formatDong(code.amount),
  }
  const lines = Object.entries(labels).flatMap(([key, label]) => {
    const value = told[key as keyof typeof labels]
    return value === undefined ? [] : [`${`${label}:`.padEnd(16)}${value}`]
  })
  const others = Object.entries(code.others).map(([path, value]) => `${`Trường ${path}:`.padEnd(16)}${value}`)
  return [...(isNew ? [text, ''] : []), ...lines, ...others].join('\n')
}

// `| head` may have gone before the last line.
process.stdout.on('error', () => {})
try {
  process.stdout.write(`${run()}\n`)
} catch (error) {
  if (error instanceof Refusal) {
    process.exitCode = 1
    const words = m.refusal(error.code, error.details)
    if (process.argv.includes('--json')) {
      process.stdout.write(
        `${JSON.stringify({ refused: { code: error.code, ...error.details, words } }, null, 2)}\n`,
      )
    }
    process.stderr.write(`${words}\n`)
  } else if (error instanceof BadCommand) {
    process.exitCode = 2
    process.stderr.write(`${error.message}\n`)
  } else throw error
}
