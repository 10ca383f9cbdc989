/** Which addresses are this machine's and its network's own: nobody outside may have the program call them. */
import { BlockList, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'

/** This machine, and what only machines on the same wire can be: where hosts keep what they tell their guests. */
const ours = new BlockList()
ours.addSubnet('127.0.0.0', 8)
ours.addSubnet('0.0.0.0', 8)
ours.addSubnet('169.254.0.0', 16)
ours.addAddress('::1', 'ipv6')
ours.addAddress('::', 'ipv6')
ours.addSubnet('fe80::', 10, 'ipv6')
/** An IPv4 address written as IPv6: mapped, or by a translator (RFC 6052). */
const asIpv6 = /^(?:::ffff:|64:ff9b::)(?:(\d+\.\d+\.\d+\.\d+)|([\da-f]{1,4}):([\da-f]{1,4}))$/i

/** Networks that are nobody's on the internet: those of an office, of a provider towards its customers, to many at once. */
const inside = new BlockList()
inside.addSubnet('10.0.0.0', 8)
inside.addSubnet('172.16.0.0', 12)
inside.addSubnet('192.168.0.0', 16)
inside.addSubnet('100.64.0.0', 10)
inside.addSubnet('198.18.0.0', 15)
inside.addSubnet('224.0.0.0', 3)
inside.addSubnet('fc00::', 7, 'ipv6')
inside.addSubnet('ff00::', 8, 'ipv6')

/** Whether an address, however it is written, is this machine or one that only machines on the same wire can be. */
export function isThisMachine(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return /^localhost\.?$/i.test(address)
  const written = ipv4In(address)
  if (written) return isThisMachine(written)
  const own = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
  return ours.check(address, family === 6 ? 'ipv6' : 'ipv4') || own.some((one) => one.address === address)
}

/** The IPv4 address an IPv6 one stands for, if it does. */
function ipv4In(address: string): string | undefined {
  const [, written, high = '', low = ''] = asIpv6.exec(address) ?? []
  return written ?? (high ? ipv4Of(Number.parseInt(high, 16), Number.parseInt(low, 16)) : undefined)
}

function ipv4Of(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/** Whether an address is this machine's, or of a network that is not the internet. */
export function isOwnNetwork(address: string): boolean {
  const written = ipv4In(address) ?? address
  const family = isIP(written)
  return isThisMachine(written) || (family !== 0 && inside.check(written, family === 6 ? 'ipv6' : 'ipv4'))
}
