/** What the environment may say, and the words in which a wrong value is refused. */
import { isAbsolute } from 'node:path'
import { z } from 'zod'

const flag = z.stringbool().default(false)
const webAddress = z.url({ protocol: /^https?$/ })

export const Environment = z.object({
  /** Where the application connects; a role that owns no table, so that row policies bind it. */
  DATABASE_URL: z.string().default('postgres://nhip:nhip@127.0.0.1:5432/nhip'),
  /** Connections each process may hold. */
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(16),
  /** Seconds the database may take for one statement; a connection silent for five more is given up. */
  DATABASE_TIMEOUT: z.coerce.number().int().min(1).max(600).default(60),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  /** The address people type, without a trailing slash. */
  ORIGIN: webAddress.refine((text) => URL.parse(text)?.origin === text).default('http://127.0.0.1:3000'),
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
  /** Folders that hold the anchor of the seal beside `keys/`, separated by colons; best on other machines' disks. */
  ANCHORS: z
    .string()
    .default('')
    .transform((text) => text.split(':').filter((folder) => folder !== ''))
    .refine(
      (folders) =>
        folders.every(isAbsolute) && new Set(folders).size === folders.length && folders.length <= 8,
    ),
  /** The folder of the folders of provinces. */
  NHIP_PROVINCES: z.string().default('province'),
  NHIP_PROVINCE: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('hue'),
  /** Demo people, demo keys and the demo identity provider; only on loopback. */
  NHIP_DEMO: flag,
  OIDC_ISSUER: webAddress.optional(),
  OIDC_CLIENT_ID: z.string().default('nhip'),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** The claim that carries the 12-digit personal identity number. */
  OIDC_ID_NUMBER_CLAIM: z.string().default('id_number'),
  /** Lets a collector elsewhere read /metrics. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Run by the shell when a condition of the installation changes, the condition as JSON on its standard input. */
  ALARM_COMMAND: z.string().max(4_000).optional(),
  /** A virus scanner that speaks the protocol of clamd: `tcp://127.0.0.1:3310` or `unix:/run/clamav/clamd.ctl`. */
  SCANNER_URL: z
    .string()
    .regex(/^(?:tcp:\/\/(?:[a-zA-Z0-9.-]{1,253}|\[[0-9a-fA-F:]{2,45}\])(?::\d{1,5})?|unix:\/[^?#]{1,200})$/)
    .optional(),
  /** Keys of payment gateways kept outside `keys/`: `bank-one=secret;wallet=old,new`, one or two each, of 16 to 256 characters. */
  GATEWAY_KEYS: z
    .string()
    .default('')
    .transform((text) => new Map(text.split(';').filter(Boolean).map(readGatewayKeys)))
    .refine((keys) => [...keys].every(([name, secrets]) => name !== '' && secrets.length <= 2)),
  /** Mail servers inside the province's own network that mailboxes of agencies may lie on: names or addresses, separated by `;`. */
  MAILBOX_HOSTS: z
    .string()
    .regex(/^[A-Za-z0-9.:;-]*$/)
    .default('')
    .transform((text) => text.toLowerCase().split(';').filter(Boolean)),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** One gateway and its keys; without a name where it is not written so. */
function readGatewayKeys(text: string): [name: string, secrets: string[]] {
  const [, name = '', secrets = ''] = /^([a-z0-9-]{1,40})=([\x21-\x7e]+)$/.exec(text.trim()) ?? []
  const all = secrets.split(',')
  return [all.every((secret) => secret.length >= 16 && secret.length <= 256) ? name : '', all]
}

const wanted: Record<string, string> = {
  DATABASE_POOL: 'cần số nguyên từ 2 đến 200',
  DATABASE_TIMEOUT: 'cần số giây, số nguyên từ 1 đến 600',
  PORT: 'cần số nguyên từ 1 đến 65535',
  ORIGIN: 'cần địa chỉ như https://dichvucong.vidu.gov.vn, không có dấu / ở cuối',
  ADDRESS_HEADER: 'cần tên một tiêu đề HTTP, ví dụ x-forwarded-for',
  XFF_DEPTH: 'cần số nguyên từ 1 đến 20',
  ANCHORS: 'cần đường dẫn tuyệt đối của tối đa 8 thư mục khác nhau, cách nhau bằng dấu :',
  NHIP_PROVINCE: 'cần tên một thư mục trong province/',
  NHIP_DEMO: 'cần true hoặc false',
  OIDC_ISSUER: 'cần địa chỉ bắt đầu bằng https://',
  METRICS_TOKEN: 'cần ít nhất 16 ký tự',
  SCANNER_URL: 'cần địa chỉ như tcp://127.0.0.1:3310 hoặc unix:/run/clamav/clamd.ctl',
  GATEWAY_KEYS:
    'cần như ten-cong=khóa;ten-cong-khac=khóa-cũ,khóa-mới, mỗi khóa 16–256 ký tự, mỗi cổng tối đa 2 khóa',
  MAILBOX_HOSTS: 'cần tên hoặc địa chỉ máy chủ thư, cách nhau bằng dấu ;',
  LOG_LEVEL: 'cần debug, info, warn, error hoặc silent',
}

/** One line for each variable with a wrong value. */
export function describeWrongValues({ issues }: z.ZodError): string[] {
  const names = new Set(issues.map(({ path }) => String(path[0])))
  return [...names].map((name) => `Cấu hình sai: ${name} ${wanted[name] ?? 'không dùng được'}.`)
}
