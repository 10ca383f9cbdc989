import { afterAll, expect, test } from 'vitest'
import { readSignatures } from '#server/crafts/pdf/read-signatures.ts'
import { aReceipt } from '#server/crafts/typeset/fixtures.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { renderReceipt, renderSlip, renderUnsealed } from './slips.ts'

afterAll(stopTypesetting)

const verification = {
  code: 'H57.40.16-261123-0007',
  checkCode: 'K7MQ-2RXD',
  address: 'http://127.0.0.1:3000/tra-cuu/H57.40.16-261123-0007?kiem-tra=K7MQ-2RXD',
}

test('a receipt leads to the public status of its dossier and waits for no signature', async () => {
  const pdf = await renderReceipt({ ...aReceipt(), verification })
  expect(Buffer.from(pdf).includes(`/URI (${verification.address})`)).toBe(true)
  expect(readSignatures(pdf)).toEqual({ state: 'read', signatures: [] })
  expect(Buffer.from(pdf).includes('/AcroForm')).toBe(false)
})

test('what nothing can seal yet is marked as that, and waits for no signature either', async () => {
  const paper = {
    paperCode: '8K2M-4QXA-B7CD',
    template: 'receipt' as const,
    data: { ...aReceipt(), verification },
  }
  const marked = await renderUnsealed(paper, 'CHƯA KÝ SỐ, CHƯA ĐÓNG DẤU')
  expect(Buffer.from(marked).includes('/AcroForm')).toBe(false)
  // Nobody could check a paper that was not sealed.
  expect(Buffer.from(marked).includes('/kiem-tra/')).toBe(false)
  expect(Buffer.compare(marked, await renderReceipt(paper.data))).not.toBe(0)
})

test('a request for more papers is set from what the officer asks', async () => {
  const { letterhead, signature } = aReceipt()
  const pdf = await renderSlip({
    kind: 'supplement',
    letterhead,
    signature,
    verification,
    unit: 'Trung tâm Phục vụ hành chính công phường Thuận Hóa',
    procedure: 'Đăng ký khai sinh',
    person: { name: 'Lê Thị Mỹ Hạnh' },
    dossierCode: verification.code,
    items: ['Giấy chứng sinh'],
    reason: 'Ảnh chụp giấy chứng sinh bị mờ, không đọc được ngày sinh.',
    contact: { name: 'Lê Văn Chuyên', phone: '0234 382 0000' },
  })
  expect(Buffer.from(pdf).includes(verification.address)).toBe(true)
})
