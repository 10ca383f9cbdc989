import { all } from '../answers.ts'
import type { RoomRights } from '../rooms.ts'
import { present } from '../scenes.ts'

const finance = all('no', { stranger: 'sign in', finance: 'yes' })
/** Whose receipt it is, and who works on cases of its agency. */
const readers = all('none', {
  stranger: 'sign in',
  citizen: 'yes',
  clerk: 'yes',
  specialist: 'yes',
  leader: 'yes',
  finance: 'yes',
})
const kept = 'finance administrator system'

/** At Thuận Hóa, where the citizen pays and the officer of finance keeps the money. */
async function aTill() {
  const { aTill } = await import('#server/modules/payments/fixtures.ts')
  const { findPersonByIdNumber } = await import('#server/modules/registry/index.ts')
  const { perform } = await import('#server/platform/work.ts')
  const { system } = await import('#server/platform/actor.ts')
  const { aCitizen } = await import('#tests/people.ts')
  const person = await perform(system, (work) => findPersonByIdNumber(work, present.idNumber))
  if (!person) throw new Error('nobody pays')
  const till = await aTill({ agencyId: 'ubnd-phuong-thuan-hoa' })
  return { ...till, payer: aCitizen({ id: person.id, name: person.fullName }) }
}

async function aReceipt(): Promise<string> {
  const { aPaidOrder } = await import('#server/modules/payments/receipts/fixtures.ts')
  const { receiptsOfOrder } = await import('#server/modules/payments/index.ts')
  const { perform } = await import('#server/platform/work.ts')
  const { system } = await import('#server/platform/actor.ts')
  const { orderId } = await aPaidOrder(await aTill())
  const [receipt] = await perform(system, (work) => receiptsOfOrder(work, orderId))
  return receipt?.id ?? ''
}

const why = { reason: 'Lập nhầm cho hồ sơ khác' }
const ofReceipt = (path: string, json?: object) => async () => ({
  path: `/payments/receipts/${await aReceipt()}${path}`,
  ...(json ? { json } : {}),
})

/** A refund another officer has asked for, or that two have approved; or the money of one. */
const ofRefund =
  (path: string, how: 'waits' | 'asked' | 'approved', json?: object, channel?: 'cash') => async () => {
    const { aRefund } = await import('#server/modules/payments/refunds/fixtures.ts')
    const { refundId, suspenseId } = await aRefund(await aTill(), how, channel)
    if (how === 'waits')
      return { path: '/payments/refunds', json: { suspenseId, reason: 'Nộp hai lần cho một hồ sơ' } }
    return { path: `/payments/refunds/${refundId}${path}`, ...(json ? { json } : {}) }
  }

/** Receipts, refunds and by which tax codes agencies collect. */
export const room: RoomRights = {
  rights: {
    'read a receipt': {
      api: ['GET /payments/receipts/{id}', 'GET /payments/receipts/{id}/file'],
      who: readers,
    },
    'list receipts, and tell the tax authority of a day': {
      api: ['GET /payments/receipts', 'GET /payments/receipt-summaries/{day}'],
      who: finance,
    },
    'end a receipt': {
      api: ['POST /payments/receipts/{id}/cancel', 'POST /payments/receipts/{id}/replace'],
      changes: true,
      who: finance,
    },
    'say by which tax code an agency collects': {
      api: ['GET /payments/collectors', 'POST /payments/collectors'],
      changes: true,
      who: finance,
    },
    'see refunds': { api: ['GET /payments/refunds', 'GET /payments/refunds/{id}'], who: finance },
    'give money back': {
      api: [
        'POST /payments/refunds',
        'POST /payments/refunds/{id}/approve',
        'POST /payments/refunds/{id}/decline',
        'POST /payments/refunds/{id}/record',
        'POST /payments/refunds/{id}/hand-over',
        'POST /payments/refunds/{id}/fail',
      ],
      changes: true,
      who: finance,
    },
  },
  requests: {
    'GET /payments/receipts': () => ({ path: '/payments/receipts?from=2026-11-01&to=2026-11-30' }),
    'GET /payments/receipts/{id}': ofReceipt(''),
    'GET /payments/receipts/{id}/file': ofReceipt('/file?format=pdf'),
    'GET /payments/receipt-summaries/{day}': async () => {
      await aReceipt()
      return { path: '/payments/receipt-summaries/2026-11-24' }
    },
    'POST /payments/receipts/{id}/cancel': ofReceipt('/cancel', why),
    'POST /payments/receipts/{id}/replace': ofReceipt('/replace', why),
    'GET /payments/collectors': () => ({ path: '/payments/collectors' }),
    'POST /payments/collectors': () => ({
      path: '/payments/collectors',
      json: { taxCode: '0012345672', letters: 'AB', from: '2099-01-01' },
    }),
    'GET /payments/refunds': () => ({ path: '/payments/refunds' }),
    'GET /payments/refunds/{id}': ofRefund('', 'asked'),
    'POST /payments/refunds': ofRefund('', 'waits'),
    'POST /payments/refunds/{id}/approve': ofRefund('/approve', 'asked', {}),
    'POST /payments/refunds/{id}/decline': ofRefund('/decline', 'asked', why),
    'POST /payments/refunds/{id}/record': ofRefund('/record', 'approved', {
      transaction: 'FT1',
      sentOn: '2026-11-24',
    }),
    'POST /payments/refunds/{id}/hand-over': ofRefund('/hand-over', 'approved', {}, 'cash'),
    'POST /payments/refunds/{id}/fail': ofRefund('/fail', 'approved', why),
  },
  pages: {},
  addresses: {},
  looks: [],
  rows: {
    'payments.collector': { of: `agency_id = '{agency}'`, sees: kept, adds: 'system' },
    'payments.receipt_owed': {
      of: `agency_id = '{agency}'`,
      sees: kept,
      adds: 'system',
      removes: 'system',
    },
    'documents.sealed_end': { of: 'true', sees: 'system', adds: 'system' },
  },
  async fill(add, { agency }) {
    await add(
      `insert into payments.collector (id, agency_id, tax_code, letters, valid_from, is_demo, entered_at)
       values (gen_random_uuid(), $1, '0012345672', 'AA', '2026-07-01', true, now())`,
      agency,
    )
    await add(
      `insert into payments.receipt_owed (order_id, agency_id, channel, since)
       select id, agency_id, 'notice', now() from payments."order" where agency_id = $1 limit 1`,
      agency,
    )
    await add(
      `insert into documents.sealed_end (paper_id, ended_at) select id, now() from documents.sealed_paper limit 1`,
    )
  },
}
