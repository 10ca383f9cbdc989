/** The one reader of the environment: everything else imports `config`. Wrong values end the start with one line each. */
import { describeWrongValues, Environment } from './environment.ts'

const parsed = Environment.safeParse(process.env)
if (!parsed.success) {
  for (const line of describeWrongValues(parsed.error)) process.stderr.write(`${line}\n`)
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
