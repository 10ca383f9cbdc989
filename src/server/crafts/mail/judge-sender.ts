/** What the receiving server found of a mail's sender, by its own Authentication-Results (RFC 8601): lines of others are worth nothing. */

export interface SenderFindings {
  /** proven: by DMARC for the domain that is shown, or a DKIM signature of the sender's own domain. failed: a check was made and failed. unknown: nobody we believe has looked. */
  sender: 'proven' | 'failed' | 'unknown'
  dkim: string
  spf: string
  dmarc: string
}

const nothing: SenderFindings = { sender: 'unknown', dkim: '', spf: '', dmarc: '' }

/**
 * Judges by the topmost line of the server we believe; where none is named, or it wrote none, nothing is known. A line further
 * down may have been written by the sender.
 */
export function judgeSender(
  { fromAddress, results }: { fromAddress: string; results: readonly string[] },
  trustedHost: string,
): SenderFindings {
  if (!trustedHost) return nothing
  const line = withoutWords(results[0]?.slice(results[0].indexOf(':') + 1) ?? '')
  const [server = '', ...checks] = line.split(';').map((part) => part.trim())
  if (server.split(/\s/)[0]?.toLowerCase() !== trustedHost.toLowerCase()) return nothing
  const domain = fromAddress.slice(fromAddress.lastIndexOf('@') + 1).toLowerCase()
  const found = { dkim: '', spf: '', dmarc: '' }
  let isOwnSignature = false
  let isOwnPolicy = false
  for (const check of checks) {
    const [method = '', result = ''] = (check.split(/\s/)[0] ?? '').toLowerCase().split('=')
    if (method !== 'dkim' && method !== 'spf' && method !== 'dmarc') continue
    if (!found[method] || result === 'pass') found[method] = result.slice(0, 20)
    const signer = propertyOf(check, 'header.d') || propertyOf(check, 'header.i').replace(/^.*@/, '')
    if (method === 'dkim' && result === 'pass' && isWithin(domain, signer)) isOwnSignature = true
    // Of a mail with two senders the server may have looked at the other.
    if (method === 'dmarc' && result === 'pass' && propertyOf(check, 'header.from') === domain)
      isOwnPolicy = true
  }
  const isProven = domain !== '' && (isOwnPolicy || (isOwnSignature && found.dmarc !== 'fail'))
  const isFailed = found.dmarc === 'fail' || found.dkim === 'fail' || found.spf === 'fail'
  return { sender: isProven ? 'proven' : isFailed ? 'failed' : 'unknown', ...found }
}

/**
 * The line without its comments, and with nothing in its quotes: both may hold what the sender wrote, `"a; dmarc=pass"@kexau.vn`. What does
 * not end says nothing at all. Goes once over it.
 */
function withoutWords(line: string): string {
  let kept = ''
  let depth = 0
  let isQuoted = false
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at]
    if (character === '\\' && (isQuoted || depth > 0)) at += 1
    else if (character === '"' && depth === 0) isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (character === '(') depth += 1
    else if (character === ')') depth = Math.max(0, depth - 1)
    else if (depth === 0) kept += character
  }
  return isQuoted || depth > 0 ? '' : kept
}

function propertyOf(check: string, property: string): string {
  const word = check.split(/\s/).find((part) => part.toLowerCase().startsWith(`${property}=`))
  return word?.slice(property.length + 1).toLowerCase() ?? ''
}

/** A domain, or one below it; never a whole ending such as `vn`. */
function isWithin(domain: string, signer: string): boolean {
  return signer.includes('.') && (domain === signer || domain.endsWith(`.${signer}`))
}
