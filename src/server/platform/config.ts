/** The one reader of the environment: everything else imports `config`. Wrong values end the start with one line each. */
import { z } from 'zod'

const flag = z.stringbool().default(false)

const Environment = z.object({
  /** Where the application connects; a role that owns no table, so that row policies bind it. */
  DATABASE_URL: z.string().default('postgres://nhip:nhip@127.0.0.1:5432/nhip'),
  /** Connections each process may hold. */
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(16),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  /** The address people type, without a trailing slash. */
  ORIGIN: z.url().default('http://127.0.0.1:3000'),
  /** The header in which the proxy in front names its caller, for example `x-forwarded-for`; without it none is believed. */
  ADDRESS_HEADER: z
    .string()
    .toLowerCase()
    .regex(/^[a-z0-9-]+$/)
    .optional(),
  /** How many proxies add to that header. */
  XFF_DEPTH: z.coerce.number().int().min(1).max(20).default(1),
  /** Everything the program keeps outside the database: files, keys. */
  NHIP_DATA: z.string().default('var'),
  NHIP_PROVINCE: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('hue'),
  /** Demo people, demo keys and the demo identity provider; only on loopback. */
  NHIP_DEMO: flag,
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().default('nhip'),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** The claim that carries the 12-digit personal identity number. */
  OIDC_ID_NUMBER_CLAIM: z.string().default('id_number'),
  /** Lets a collector elsewhere read /metrics. */
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

const parsed = Environment.safeParse(process.env)
if (!parsed.success) {
  for (const issue of parsed.error.issues) {
    process.stderr.write(`Cấu hình sai: ${issue.path.join('.')}: ${issue.message}\n`)
  }
  process.exit(2)
}

const loopback = ['127.0.0.1', '::1', '[::1]', 'localhost']
const isLocal = loopback.includes(parsed.data.HOST) && loopback.includes(new URL(parsed.data.ORIGIN).hostname)
if (parsed.data.NHIP_DEMO && !isLocal) {
  process.stderr.write('Chế độ thử (NHIP_DEMO) chỉ chạy trên 127.0.0.1: bỏ --demo hoặc đổi địa chỉ.\n')
  process.exit(2)
}

export const config = {
  ...parsed.data,
  /** Reached from this machine only, by people too: not through a proxy in front. */
  local: isLocal,
}
