/** A bank: its account book, notices of what came in, answers to whoever asks, refunds. Its app is `bank-app.ts`. */
import { findReferences } from '#server/crafts/vietqr/reference.ts'
import { m } from '#shared/messages/index.ts'
import { appAnswer, type HolderOf } from './bank-app.ts'
import { statementFile, statementPage } from './bank-statement.ts'
import type { Book, Payment } from './book.ts'
import { refundOnce } from './refunds.ts'
import { answerInJson, sayInJson } from './signed-talk.ts'
import { type Answer, type Asked, jsonOf, type StandIn } from './stand-in.ts'
import type { Message } from './teller.ts'
import { pay, Transfer } from './transfer.ts'

export function openBank(
  path: string,
  book: Book,
  keys: () => readonly Uint8Array[],
  holderOf: HolderOf,
): StandIn {
  const name = m.payments.standIns.bank.name

  function answer(asked: Asked): Promise<Answer> | Answer {
    if (asked.path === '/transfers') {
      return answerInJson(asked, keys(), ({ reference }) =>
        typeof reference === 'string' ? { reference, transfers: transfersWith(book, reference) } : undefined,
      )
    }
    if (asked.path === '/refunds') {
      return answerInJson(asked, keys(), (question) => {
        const refund = refundOnce(book, question)
        return refund
          ? { key: refund.key, status: 'done', evidence: refund.evidence }
          : { key: question.key, status: 'refused' }
      })
    }
    if (asked.path === '/api/chuyen') {
      const transfer = Transfer.safeParse(jsonOf(asked.body))
      if (!transfer.success) return { status: 422, json: { issues: transfer.error.issues } }
      return { status: 201, json: { id: pay(book, transfer.data).id } }
    }
    if (asked.path === '/sao-ke') return statementPage({ path, name, book })
    if (asked.path === '/sao-ke.csv') return statementFile(book, asked.query)
    return appAnswer(asked, { path, name, book, holderOf })
  }

  return { path, name, book, answer }
}

/** What the bank says of money that came in, as `notice.ts` of the gateways reads it. */
export function sayTransfer(payment: Payment, key: Uint8Array, now: Date): Message {
  return sayInJson(transferOf(payment, payment.telling?.amount ?? payment.amount), key, now)
}

function transferOf({ id, at, to, memo, payer }: Payment, amount: number): object {
  return {
    id,
    bank: to.bin,
    account: to.account,
    // As banks do, with text of their own around it.
    content: `CT DEN:${id} ${memo}; tu ${payer.account}`,
    amount,
    currency: 'VND',
    reference: id,
    paid_at: at,
    payer: { bank: payer.bank, account: payer.account },
  }
}

function transfersWith(book: Book, reference: string): object[] {
  return [...book.payments.values()]
    .filter(({ memo }) => findReferences(memo).includes(reference))
    .map((payment) => transferOf(payment, payment.amount))
}
