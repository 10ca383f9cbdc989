/** What a gateway's forms ask. */
import { z } from 'zod'
import { m } from '#shared/messages/index.ts'

const words = () => m.payments.administration.gateways

/** Empty is none. */
const emptyIsNull = (text: string) => (text === '' ? null : text)

export const GatewayFields = z.object({
  name: z
    .string()
    .trim()
    .min(1, { error: () => words().nameWrong })
    .max(100),
  baseUrl: z
    .string()
    .trim()
    .max(300)
    .refine(isBase, { error: () => words().baseUrlWrong })
    .transform(emptyIsNull),
  merchant: z.string().trim().max(64).transform(emptyIsNull),
})

function isBase(text: string): boolean {
  if (text === '') return true
  const url = URL.parse(text)
  // Whether plain HTTP to this machine may be called is decided where it is called: in the demo only.
  const isPlain = url?.username === '' && url.password === '' && url.search === '' && url.hash === ''
  return isPlain && (url.protocol === 'https:' || /^(127\.0\.0\.1|localhost)$/.test(url.hostname))
}
