import { afterAll, describe, expect, test } from 'vitest'
import { isGarbled } from './garbled.ts'
import { textOfHtml } from './html-text.ts'
import { readMail, stopReadingMails } from './read-mail.ts'

afterAll(stopReadingMails)

const bytes = (...parts: (string | Uint8Array)[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))))
const plain = (body: string | Uint8Array, charset: string) =>
  bytes(`From: a@b.vn\r\nSubject: x\r\nContent-Type: text/plain; charset=${charset}\r\n\r\n`, body)

/** A mail after a hostile one is read as ever, and soon. */
async function stillReads(): Promise<void> {
  expect((await readMail(plain('Chào', 'utf-8'))).body.text.trim()).toBe('Chào')
}

/** Milliseconds of this machine, which may have much else to do. */
const soon = 30_000

describe('a mail made to do harm', () => {
  test('nested a thousand deep is read or given up, and soon', async () => {
    let mail = 'Content-Type: text/plain\r\n\r\nlõi\r\n'
    for (let depth = 0; depth < 1000; depth += 1)
      mail = `Content-Type: multipart/mixed; boundary="b${depth}"\r\n\r\n--b${depth}\r\n${mail}\r\n--b${depth}--\r\n`
    const begun = performance.now()
    const read = await readMail(bytes('From: a@b.vn\r\nSubject: sau\r\n', mail)).catch(
      (failure: Error) => failure,
    )
    expect(performance.now() - begun).toBeLessThan(soon)
    if (!(read instanceof Error)) expect(read.attachments.length).toBeLessThanOrEqual(40)
    await stillReads()
  })

  test('of letters within letters, and of thousands of parts, too', async () => {
    let mail = 'Subject: trong cùng\r\n\r\nlõi\r\n'
    for (let depth = 0; depth < 1000; depth += 1) mail = `Content-Type: message/rfc822\r\n\r\n${mail}`
    const parts = '--b\r\nContent-Type: application/pdf; name="a.pdf"\r\n\r\nx\r\n'.repeat(20_000)
    for (const raw of [
      `From: a@b.vn\r\n${mail}`,
      `From: a@b.vn\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts}--b--\r\n`,
    ]) {
      const begun = performance.now()
      const read = await readMail(bytes(raw)).catch((failure: Error) => failure)
      expect(performance.now() - begun).toBeLessThan(soon)
      if (!(read instanceof Error)) expect(read.attachments.length).toBeLessThanOrEqual(40)
      await stillReads()
    }
  })

  test('with a head of ten megabytes, in one line or in a million, is read or given up, and soon', async () => {
    for (const head of [
      `X-Dai: ${'a'.repeat(10 << 20)}`,
      `Subject: ${'=?utf-8?B?eA==?= '.repeat(600_000)}`,
      'X-Nhieu: a\r\n'.repeat(900_000).trimEnd(),
      `To: ${'"x" <a@b.vn>, '.repeat(700_000)}c@d.vn`,
    ]) {
      const begun = performance.now()
      const read = await readMail(bytes('From: a@b.vn\r\n', head, '\r\n\r\nnội dung')).catch(
        (failure: Error) => failure,
      )
      expect(performance.now() - begun, head.slice(0, 20)).toBeLessThan(soon)
      if (!(read instanceof Error)) expect(read.subject.length).toBeLessThanOrEqual(500)
      await stillReads()
    }
  }, 180_000)

  test('with letters that are no base64 gives the bytes there are, and no failure', async () => {
    const file = (body: string) =>
      bytes(
        'From: a@b.vn\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n',
        'Content-Type: application/pdf; name="rac.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n',
        body,
        '\r\n--b--\r\n',
      )
    for (const body of [
      '====',
      '!!!rác không phải base64!!!',
      'JVBERi0xLjc',
      `${'A'.repeat(1 << 20)}=A=A=A`,
      '\0\0\0',
    ])
      expect((await readMail(file(body))).attachments, body.slice(0, 20)).toHaveLength(1)
  })

  test('that lies of its letters is read somehow, and said to be doubtful; decomposed ones are not', async () => {
    const tcvn3 = Buffer.from('Uû ban nh©n d©n ph\xadêng ®Ò nghÞ b¸o c¸o', 'latin1')
    const vni = Buffer.from('UÛy ban nhaân daân phöôøng ñeà nghò baùo caùo', 'latin1')
    for (const [body, charset] of [
      [tcvn3, 'iso-8859-1'],
      [tcvn3, 'utf-8'],
      [tcvn3, 'khong-co-bang-nay'],
      [vni, 'windows-1252'],
      [Buffer.from('Ủy ban nhân dân phường'), 'iso-8859-1'],
    ] as const)
      expect(
        (await readMail(plain(body, charset))).body.isGarbled,
        `${charset} ${body.toString('latin1')}`,
      ).toBe(true)
    const decomposed = Buffer.from('Ủy ban nhân dân phường đề nghị báo cáo'.normalize('NFD'))
    const { body } = await readMail(plain(decomposed, 'utf-8'))
    expect(body).toMatchObject({ isGarbled: false, isCut: false })
    expect(body.text.normalize('NFC').trim()).toBe('Ủy ban nhân dân phường đề nghị báo cáo')
    expect(isGarbled('Giá 5 € ± 2 %, 30°C, façade, Zürich: ngày 5 tháng 11, điều 12 § 3')).toBe(false)
  })
})

describe('HTML as words', () => {
  test('costs once its length, whatever it holds', () => {
    for (const piece of [
      '<',
      '<!--',
      '<a "',
      '<script',
      '</',
      '&',
      '&#',
      '<p>',
      '<style>',
      "<a b='",
      '<!',
      '\u0130<p>',
    ]) {
      const html = piece.repeat(2_000_000 / piece.length)
      const begun = performance.now()
      textOfHtml(html, 60_000)
      expect(performance.now() - begun, piece).toBeLessThan(5000)
    }
  })

  test('keeps what is read, line by line', () => {
    expect(
      textOfHtml('<p>M&#x1ED9;t &amp; hai</p><ul><li>ba<li>bốn</ul>x < y &khong; &#0;', 1000).trim(),
    ).toBe('Một & hai\n\n\nba\nbốn\nx < y &khong;')
    expect(
      textOfHtml('<p title="a > b">chữ</p><title>ẩn</title><script>if (a</b) {}</script>hết', 1000).trim(),
    ).toBe('chữ\nhết')
  })
})
