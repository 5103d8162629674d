// Which addresses the server may call: the open internet, and inside the house only what the operator named in the environment.
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { Problem } from '@anlan/contract';

/** Loopback, private, link-local, shared, documentation, benchmark, multicast and reserved ranges (RFC 6890). */
const INWARD_4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
/** Of the open internet only 2000::/3 is; these ranges within it carry other addresses or none. */
const INWARD_6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
];

const inward = new BlockList();
for (const [net, bits] of INWARD_4) inward.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of INWARD_6) inward.addSubnet(net, bits, 'ipv6');
const open6 = new BlockList();
open6.addSubnet('2000::', 3, 'ipv6');

/** Whether an address lies in the open internet. */
export const isOutside = (address: string): boolean =>
  isIP(address) === 4
    ? !inward.check(address, 'ipv4')
    : isIP(address) === 6 && open6.check(address, 'ipv6') && !inward.check(address, 'ipv6');

const portOf = (url: URL) => url.port || (url.protocol === 'https:' ? '443' : '80');
const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '').toLowerCase();

/** Whether the operator named the host, with or without its port, in ANLAN_ALLOW_HOSTS (`10.1.2.3:8443, sms.yq.local`). */
function named(url: URL): boolean {
  const allowed = (process.env.ANLAN_ALLOW_HOSTS ?? '').split(/[\s,]+/).map((each) => each.toLowerCase());
  const host = hostOf(url);
  const spelt = host.includes(':') ? `[${host}]` : host;
  return [host, spelt, `${spelt}:${portOf(url)}`].some((each) => allowed.includes(each));
}

/**
 * The addresses that may be called for `url`, as its host has them now.
 * @throws 400 `address-refused` for another scheme, a host without an address, or one inside that nobody allowed
 */
export async function addressesOf(
  given: string,
): Promise<{ url: URL; addresses: { address: string; family: number }[] }> {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw refused('地址须以 https:// 或 http:// 开头，且不带账号密码，请改好后再保存。');
  const found = await lookup(hostOf(url), { all: true }).catch(() => []);
  if (found.length === 0) throw refused(`找不到「${hostOf(url)}」，请核对地址。`);
  if (!named(url) && !found.every(({ address }) => isOutside(address)))
    throw refused(
      `「${hostOf(url)}」在内部网络里，服务器不会去访问。确需访问的，请运维人员在环境变量 ANLAN_ALLOW_HOSTS 里写上它，再重新启动。`,
    );
  return { url, addresses: found };
}

const refused = (sentence: string) =>
  new Problem('address-refused', 400, sentence, { fields: [{ path: 'url', message: sentence }] });
