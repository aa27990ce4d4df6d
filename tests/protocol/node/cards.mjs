// SPDX-FileCopyrightText: 2026 The FieldKit founders
// SPDX-License-Identifier: Apache-2.0
// Member cards, checked in another language: written from docs/protocol.md, section 14, and nothing else.
//   node cards.mjs <district's public key in hex>, digits of cards on standard input, one a line; JSON out.
import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import { keyId, must, open, publicKey, Refused, sha256 } from './seals.mjs';

const hex = (bytes) => bytes.toString('hex');
const join = (...parts) => Buffer.concat(parts);

// ---- CBOR, as much of it as a card has: numbers, bytes, texts, lists, maps, a tag; shortest lengths only -----------
function head(major, count) {
  const big = BigInt(count);
  if (big < 24n) return Buffer.from([major << 5 | Number(big)]);
  const [info, size] = big < 256n ? [24, 1] : big < 65536n ? [25, 2] : big < 4294967296n ? [26, 4] : [27, 8];
  const bytes = Buffer.alloc(1 + size);
  bytes[0] = major << 5 | info;
  bytes.set(Buffer.from(big.toString(16).padStart(size * 2, '0'), 'hex'), 1);
  return bytes;
}
function read(raw, at = 0) { // [value, behind it]; a map is a list of its pairs, a tag is {tag, value}
  must(at < raw.length, 'shape');
  const major = raw[at] >> 5, info = raw[at] & 31, size = { 24: 1, 25: 2, 26: 4, 27: 8 }[info] ?? 0;
  must(info < 28 && at + 1 + size <= raw.length, 'shape');
  const count = size ? Number(BigInt('0x' + hex(raw.subarray(at + 1, at + 1 + size)))) : info;
  must(head(major, count).equals(raw.subarray(at, at + 1 + size)), 'encoding');
  at += 1 + size;
  if (major === 0) return [count, at];
  if (major === 1) return [-1 - count, at];
  if (major === 2 || major === 3) {
    must(at + count <= raw.length, 'shape');
    const bytes = raw.subarray(at, at + count);
    return [major === 2 ? bytes : new TextDecoder('utf-8', { fatal: true }).decode(bytes), at + count];
  }
  if (major === 6) {
    const [value, behind] = read(raw, at);
    return [{ tag: count, value }, behind];
  }
  must(major === 4 || major === 5, 'shape');
  must(count <= raw.length, 'shape');
  const found = [];
  for (let number = 0; number < count * (major - 3); number++) {
    const [value, behind] = read(raw, at);
    found.push(value);
    at = behind;
  }
  return [major === 4 ? found : found.flatMap((_, n) => (n % 2 ? [] : [[found[n], found[n + 1]]])), at];
}
function whole(raw) {
  const [value, behind] = read(raw);
  must(behind === raw.length, 'encoding');
  return value;
}
function keyed(pairs, ...names) { // the values under exactly these keys, in this order
  must(Array.isArray(pairs) && pairs.every(([key], n) => key === names[n]) && pairs.length === names.length, 'claims');
  return pairs.map(([, value]) => value);
}
const bstr = (bytes) => join(head(2, bytes.length), bytes);

// ---- the card (section 14) ----------------------------------------------------------------------------------------
const sealed = (header, content, signature) =>
  join(Buffer.from([0xd2, 0x84]), bstr(header), Buffer.from([0xa0]), bstr(content), bstr(signature));
function signOne(told) { // the four parts behind tag 18
  must(told.tag === 18 && told.value.length === 4 && told.value[1].length === 0, 'shape');
  return told.value;
}
export function openCard(digits, district) { // `district`: the 32 public bytes; returns what the card says
  must(/^[1-9][0-9]*$/.test(digits) && digits.length <= 1236, 'form');
  const number = BigInt(digits).toString(16), all = Buffer.from(number.padStart(number.length + number.length % 2, '0'), 'hex');
  must(all[0] === 1, 'form');
  const raw = all.subarray(1);
  must(raw[0] === 0xd2 && raw[1] === 0x84, 'shape');
  const [header, , content, signature] = signOne(whole(raw));
  must(sealed(header, content, signature).equals(raw), 'encoding'); // what nobody has signed may not differ either
  const [algorithm, certificate] = keyed(whole(header), 1, 13);
  must(algorithm === -8, 'algorithm');
  const [inner, , said, seal] = signOne(certificate);
  const [device, confirmed, runs] = keyed(whole(open(sealed(inner, said, seal), district, 'fieldkit/card-signer/1')), 2, 8, -65537);
  const [[kind, curve, key]] = keyed(confirmed, 1).map((cose) => keyed(cose, 1, -1, -2));
  must(kind === 1 && curve === 6 && key.length === 32 && runs.length % 2 === 0 && runs.length <= 4, 'claims');
  const signed = join(Buffer.from([0x84, 0x6a]), Buffer.from('Signature1'), bstr(header), bstr(Buffer.from('fieldkit/card/1')), bstr(content));
  must(crypto.verify(null, signed, publicKey('ed25519', key), signature), 'signature');
  const claims = whole(content), [issued, ours] = keyed(claims, 6, -65537);
  const more = ours.slice(4).map(([name]) => name), marks = Object.fromEntries(ours.slice(4)); // 5 and 6 may be there
  must(more.every((one, n) => [5, 6].includes(one) && marks[one].length === 8 && !(one <= more[n - 1])), 'claims');
  const [code, uid, name, org] = keyed(ours, 1, 2, 3, 4, ...more);
  must(issued % 86400 === 0 && code !== 0, 'claims');
  return {
    code: code > 0 ? String(code).padStart(9, '0') : '9' + String(-code).padStart(9, '0'),
    uid: typeof uid === 'string' ? uid : hex(uid),
    name, org_code: org, issued: new Date(issued * 1000).toISOString().slice(0, 10),
    digest: marks[5] ? hex(marks[5]) : '', registered: marks[6] ? hex(marks[6]) : '', device, key_id: hex(keyId(key)),
    blocks: runs.flatMap((first, n) => (n % 2 ? [] : [[first, first + runs[n + 1] - 1]])),
  };
}
export const digestOf = (name) => hex(sha256(Buffer.from(name)).subarray(0, 8));

const district = Buffer.from(process.argv[2], 'hex');
const lines = fs.readFileSync(0, 'utf8').split('\n').filter(Boolean);
console.log(JSON.stringify(lines.map((digits) => {
  try { return openCard(digits, district); } catch (error) {
    if (error instanceof Refused || error instanceof TypeError) return { refused: error.message };
    throw error;
  }
})));
