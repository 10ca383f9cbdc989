/**
 * How long the page beside the text takes after a change, with twenty people writing drafts of ten pages and each changing a word
 * every five seconds: from the question to the last byte of the answer, through the whole program, once that has done what follows a
 * start. Against a running demo (`npm start`, or `--origin`). The reference is Typst alone setting and drawing such a draft anew in a
 * thread of its own.
 */
import { setTimeout as rest } from 'node:timers/promises'
import { setPages } from '#server/crafts/typeset/pages.ts'
import { openQueue, perform } from '#server/facts.ts'
import { getAgency } from '#server/modules/agencies/index.ts'
import { layOut } from '#server/modules/documents/draft/layout.ts'
import { draftDocument } from '#server/modules/documents/index.ts'
import { powerOfHead } from '#server/modules/documents/sign/signing-power.ts'
import { findAccountNamed } from '#server/modules/identity/index.ts'
import { startSession } from '#server/modules/identity/sessions/start-session.ts'
import { system } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { pool } from '#server/platform/database/database.ts'
import { boss } from '#server/platform/jobs/boss.ts'
import { localDay } from '#shared/dates.ts'
import type { Body } from '#shared/document/body.ts'
import { anOfficer } from '#tests/people.ts'
import { quantile, report } from '../figure.ts'
import { readOptions } from '../options.ts'

const { origin, seconds, settle, writers, as } = readOptions({
  origin: config.ORIGIN,
  seconds: 30,
  settle: 60,
  writers: 20,
  as: 'bao.thuanhoa',
})
const everyMs = 5000
const target = 300
const agencyId = 'ubnd-phuong-thuan-hoa'
/** How often a page was asked for again. */
let busy = 0

await openQueue()
const accountId = await accountIdOf(as)
const cookie = await openSession(accountId)
const officer = anOfficer({ id: accountId, agencyId, roles: ['specialist'] })
await rest(settle * 1000)
const drafts = await Promise.all(Array.from({ length: writers }, (_, index) => openDraft(index)))
const pages = await Promise.all(drafts.map((draft) => draft.change()))
const delays = (await Promise.all(drafts.map(write))).flat()
const alone = await drawAlone()
report({
  what: `page beside the text, ${writers} people writing ${Math.round(
    quantile(
      pages.map((one) => one.pages),
      0.5,
    ),
  )} pages each`,
  value: `p95 ${quantile(delays, 0.95).toFixed(0)} ms, p50 ${quantile(delays, 0.5).toFixed(0)} ms, most ${quantile(delays, 1).toFixed(0)} ms`,
  target: `p95 under ${target} ms, one change per ${everyMs / 1000} s each`,
  met: quantile(delays, 0.95) < target,
  note: `${delays.length} changes, asked for again ${busy} times; Typst alone sets and draws such a draft for the first time in ${alone.first.toFixed(0)} ms, again after a change in ${alone.again.toFixed(0)} ms`,
})
await boss.stop({ graceful: false })
await pool.end()
process.exit()

async function accountIdOf(name: string): Promise<string> {
  const found = await perform(system, (work) => findAccountNamed(work, name))
  if (!('account' in found)) throw new Error(`No account named ${name}: start the demo first`)
  return found.account.id
}

async function openSession(id: string): Promise<string> {
  const browser = { userAgent: 'bench', address: '127.0.0.1' }
  const { token } = await perform(system, (work) =>
    startSession(work, { id, kind: 'staff' }, 'totp', browser),
  )
  return token
}

/** Ten pages of a quy định, no two writers the same one. */
function bodyOf(writer: number, change = 0): Body {
  const sentence =
    'Cơ quan, đơn vị, cá nhân có liên quan chịu trách nhiệm phối hợp thực hiện, bảo đảm đúng thời hạn, đúng thẩm quyền và báo cáo kết quả theo quy định của pháp luật hiện hành.'
  const words = (text: string) => ({ content: [{ type: 'text' as const, text }] })
  const blocks = Array.from({ length: 44 }, (_, article): Body['content'] => [
    {
      type: 'article',
      attrs: { id: `dieu-${article}` },
      ...words(`Trách nhiệm thứ ${article} của người ${writer}`),
    },
    {
      type: 'clause',
      attrs: { id: `khoan-${article}` },
      ...words(`${sentence} ${article === 20 ? 'Sửa '.repeat(change % 9) : ''}`),
    },
    { type: 'clause', attrs: { id: `sau-${article}` }, ...words(sentence) },
  ])
  return { type: 'doc', content: blocks.flat() }
}

async function openDraft(writer: number) {
  const { id } = await perform(officer, (work) =>
    draftDocument(work, officer, {
      source: 'agency',
      dossierId: null,
      ownerId: null,
      agencyId,
      kind: 'decision',
      documentType: { abbreviation: 'QĐ', name: 'Quyết định' },
      title: 'Quyết định',
      subject: `đo trang in của người ${writer}`,
      blocks: [],
      register: 'van-ban-di',
      body: bodyOf(writer),
    }),
  )
  let known: string[] = []
  let changes = 0
  return {
    async change(): Promise<{ ms: number; pages: number }> {
      changes += 1
      const text = {
        kind: 'decision',
        subject: `đo trang in của người ${writer}`,
        body: bodyOf(writer, changes),
        addressees: [],
        recipients: ['Như Điều 44', 'Lưu: VT'],
        recipientAgencies: [],
      }
      const started = performance.now()
      const ask = () =>
        fetch(`${origin}/van-ban/${id}/soan/viec`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', cookie: `nhip=${cookie}`, origin },
          body: JSON.stringify({ do: 'draw', text, known }),
        })
      let answer = await ask()
      // As the editor does: a busy moment is waited for, and the writer waits as long.
      for (let again = 0; answer.status === 503 && again < 30; again++) {
        busy += 1
        await answer.text()
        await rest(1000)
        answer = await ask()
      }
      const told = await answer.json()
      const ms = performance.now() - started
      if (!answer.ok) throw new Error(`The page answers ${answer.status}: ${JSON.stringify(told)}`)
      known = told.pages.map(({ hash }: { hash: string }) => hash)
      return { ms, pages: known.length }
    },
  }
}

/** Each begins at a moment of their own and changes a word every five seconds. */
async function write(draft: { change(): Promise<{ ms: number }> }, index: number): Promise<number[]> {
  const delays: number[] = []
  const began = performance.now() + (index * everyMs) / writers
  for (let turn = 0; turn < (seconds * 1000) / everyMs; turn++) {
    const wait = began + turn * everyMs - performance.now()
    if (wait > 0) await rest(wait)
    delays.push((await draft.change()).ms)
  }
  return delays
}

async function drawAlone(): Promise<{ first: number; again: number }> {
  const data = await perform(officer, async (work) => {
    const power = await powerOfHead(work, agencyId)
    const agency = await getAgency(work, agencyId)
    return (change: number) => {
      const laidOut = layOut({
        kind: 'decision',
        subject: 'đo một mình',
        content: {
          documentType: { abbreviation: 'QĐ', name: 'Quyết định' },
          register: 'van-ban-di',
          blocks: [],
          recipients: ['Lưu: VT'],
          body: bodyOf(99, change),
        },
        checkCode: '8K2M-41QX-AB7C',
        agency,
        parent: power.parent,
        signer: { name: '…………', block: power.block },
        number: undefined,
        issuedOn: localDay(work.now),
        origin: config.ORIGIN,
      })
      if (laidOut.template !== 'nd30') throw new Error('a draft in a form')
      return laidOut.data
    }
  })
  const timed = async (change: number) => {
    const started = performance.now()
    await setPages(data(change))
    return performance.now() - started
  }
  const first = await timed(0)
  const again: number[] = []
  for (let change = 1; change <= 10; change++) again.push(await timed(change))
  return { first, again: quantile(again, 0.5) }
}
