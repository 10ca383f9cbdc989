/** What client systems hand in: sample dossiers of one service for many people in every commune. */
import { readFileSync } from 'node:fs'
import { sampleAnswers, seeded } from '#server/modules/catalogue/fixtures.ts'
import { aLargePdf } from '#server/platform/files/fixtures.ts'
import type { ApiProgram } from './api-program.ts'
import type { Question } from './load.ts'

const people = 1000

/** So many client systems share the submissions that none comes near its limit of 50 a second. */
export const clientSystems = 20

/** An endless row of different submissions, each with one paper, from the client systems in turn. */
export async function prepareSubmissions({ baseUrl, tokens }: ApiProgram): Promise<() => Question> {
  const service = (await (await fetch(`${baseUrl}/api/v1/services/1.013227`)).json()) as Parameters<
    typeof sampleAnswers
  >[0] & { code: string; papers: { key: string }[] }
  const communes = communeCodes()
  const systems = await Promise.all(
    tokens.map(async (token, index) => {
      const headers = { authorization: `Bearer ${token}` }
      const body = new Uint8Array(aLargePdf(40_000, index + 1))
      const answer = await fetch(`${baseUrl}/api/v1/files`, { method: 'POST', headers, body })
      const { upload } = (await answer.json()) as { upload: string }
      return { upload, headers: { ...headers, 'content-type': 'application/json' } }
    }),
  )
  const random = seeded(7)
  const today = new Date().toISOString().slice(0, 10)
  const bodies = Array.from({ length: people }, (_, index) => {
    const unit = communes[index % communes.length] ?? ''
    return JSON.stringify({
      serviceCode: service.code,
      answers: mayBeExtended(sampleAnswers(service, { today, unit, random, optional: 0.5 })),
      papers: [{ key: service.papers[0]?.key, upload: systems[index % systems.length]?.upload }],
      applicant: {
        idNumber: `0461900${String(10_000 + index)}`,
        fullName: 'Nguyễn Thị Tải Thử',
        bornOn: '1990-05-19',
        gender: 'female',
      },
    })
  })
  let count = 0
  return () => {
    count += 1
    const index = count % people
    return {
      method: 'POST',
      path: '/api/v1/dossiers',
      headers: { ...systems[index % systems.length]?.headers, 'idempotency-key': `${process.pid}-${count}` },
      body: bodies[index] ?? '',
    }
  }
}

/** What makes an extension lawful, whatever else is answered: not begun, and extended for the first time. */
function mayBeExtended({ permit, ...answers }: ReturnType<typeof sampleAnswers>) {
  return { ...answers, permit: { ...(permit as object), started: false, renewals: 0, months: 6 } }
}

/** The communes since 1 July 2025: what the last reorganisation led to. */
function communeCodes(): string[] {
  const { successions } = JSON.parse(readFileSync('province/hue/units.json', 'utf8')) as {
    successions: { pairs: [string, string][] }[]
  }
  const codes = successions.at(-1)?.pairs.map(([, code]) => code) ?? []
  return [...new Set(codes)].filter((code) => code.length === 5)
}
