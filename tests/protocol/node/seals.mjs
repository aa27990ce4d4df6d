// SPDX-FileCopyrightText: 2026 The FieldKit founders
// SPDX-License-Identifier: Apache-2.0
// Envelopes, boxes, tags, sealed identities and coding, written from docs/protocol.md sections 1 to 3.
// HPKE and CBOR are by hand and small on purpose: what the page says is what is here, and nothing else.
import * as crypto from 'node:crypto';
import * as zlib from 'node:zlib';

const EMPTY = Buffer.alloc(0);
const MOST = 2 * 1024 * 1024;
const ascii = (text) => Buffer.from(text, 'latin1');
const join = (...parts) => Buffer.concat(parts);

export class Refused extends Error {}
export const must = (holds, what) => { if (!holds) throw new Refused(what); };
export const sha256 = (bytes) => crypto.createHash('sha256').update(bytes).digest();

// ---- keys: raw 32 bytes, behind the fixed DER heads of RFC 8410 ---------------------------------------------------
const OID = { ed25519: '70', x25519: '6e' };
export const publicKey = (kind, raw) => crypto.createPublicKey({
  key: join(Buffer.from(`302a300506032b65${OID[kind]}032100`, 'hex'), raw), format: 'der', type: 'spki' });
export const privateKey = (kind, raw) => crypto.createPrivateKey({
  key: join(Buffer.from(`302e020100300506032b65${OID[kind]}04220420`, 'hex'), raw), format: 'der', type: 'pkcs8' });
export const publicBytes = (key) => crypto.createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
export const keyId = (raw) => sha256(raw).subarray(0, 8);

// ---- the envelope (section 1) -------------------------------------------------------------------------------------
function head(major, length) {
  if (length < 24) return Buffer.from([major << 5 | length]);
  if (length < 0x100) return Buffer.from([major << 5 | 24, length]);
  const wide = length >= 0x10000, bytes = Buffer.alloc(wide ? 5 : 3);
  bytes[0] = major << 5 | (wide ? 26 : 25);
  if (wide) bytes.writeUInt32BE(length, 1); else bytes.writeUInt16BE(length, 1);
  return bytes;
}
const bstr = (bytes) => join(head(2, bytes.length), bytes);
const protectedHeader = (kid) => join(Buffer.from([0xa2, 0x01, 0x27, 0x04]), bstr(kid));
const envelope = (kid, content, signature) =>
  join(Buffer.from([0xd2, 0x84]), bstr(protectedHeader(kid)), Buffer.from([0xa0]), bstr(content), bstr(signature));
const signedBytes = (kid, purpose, content) =>
  join(Buffer.from([0x84, 0x6a]), ascii('Signature1'), bstr(protectedHeader(kid)), bstr(ascii(purpose)), bstr(content));

export const sign = (content, key, kid, purpose) =>
  envelope(kid, content, crypto.sign(null, signedBytes(kid, purpose, content), key));

function takeBytes(raw, at) { // one byte string at `at`; that its length is the shortest is seen by encoding back
  must(at < raw.length && raw[at] >> 5 === 2, 'envelope: a byte string is missing');
  const small = raw[at] & 31, size = { 24: 1, 25: 2, 26: 4 }[small] ?? 0;
  must(small < 27 && at + 1 + size <= raw.length, 'envelope: a length is not definite');
  const length = size ? raw.readUIntBE(at + 1, size) : small, from = at + 1 + size;
  must(from + length <= raw.length, 'envelope: cut short');
  return [raw.subarray(from, from + length), from + length];
}

export function readEnvelope(raw) { // not yet believed: only the key id may be looked at
  must(raw.length <= MOST && raw[0] === 0xd2 && raw[1] === 0x84, 'envelope: not a COSE_Sign1');
  const [header, afterHeader] = takeBytes(raw, 2);
  must(header.subarray(0, 4).equals(Buffer.from([0xa2, 0x01, 0x27, 0x04])), 'envelope: another header');
  const [kid] = takeBytes(header, 4);
  const [content, afterContent] = takeBytes(raw, afterHeader + 1);
  const [signature] = takeBytes(raw, afterContent);
  must(envelope(kid, content, signature).equals(raw), 'envelope: written in another way');
  return { kid, content, signature };
}

export function open(raw, key, purpose, kid = keyId(key)) { // `key`: the 32 public bytes; returns the content
  const found = readEnvelope(raw);
  must(found.kid.equals(kid), 'envelope: of another key');
  const signed = signedBytes(kid, purpose, found.content);
  const holds = crypto.verify(null, signed, publicKey('ed25519', key), found.signature);
  must(holds, 'envelope: the signature does not hold');
  return found.content;
}

// ---- packed, frames (section 2) -----------------------------------------------------------------------------------
export const pack = (bytes, coding = 0) => join(Buffer.from([coding]), coding === 1 ? zlib.deflateSync(bytes) : bytes);
export function unpack(bytes, most) {
  const rest = bytes.subarray(1);
  must(bytes[0] === 0 || bytes[0] === 1, 'packed: a coding that was not asked for');
  must(bytes[0] === 1 || rest.length <= most, 'packed: too large');
  return bytes[0] === 0 ? rest : inflate(rest, most);
}
function inflate(coded, most) {
  let found;
  try {
    found = zlib.inflateSync(coded, { maxOutputLength: most, info: true });
  } catch { throw new Refused('packed: broken'); }
  must(found.engine.bytesWritten === coded.length, 'packed: something is behind it');
  return found.buffer;
}
export const frames = (...all) => join(...all.flatMap((one) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(one.length);
  return [length, one];
}));
export function unframe(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length;) {
    must(at + 4 <= bytes.length && at + 4 + bytes.readUInt32BE(at) <= bytes.length, 'frames: cut short');
    found.push(bytes.subarray(at + 4, at += 4 + bytes.readUInt32BE(at)));
  }
  return found;
}

// ---- boxes: HPKE base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM (section 3.1, RFC 9180) ----------
const hmac = (key, bytes) => crypto.createHmac('sha256', key).update(bytes).digest();
const KEM = join(ascii('KEM'), Buffer.from('0020', 'hex'));
const SUITE = join(ascii('HPKE'), Buffer.from('002000010001', 'hex'));
const extract = (suite, salt, label, ikm) => hmac(salt, join(ascii('HPKE-v1'), suite, ascii(label), ikm));
const expand = (suite, prk, label, info, length) => { // never more than one block of the hash here
  const labelled = join(Buffer.from([0, length]), ascii('HPKE-v1'), suite, ascii(label), info);
  return hmac(prk, join(labelled, Buffer.from([1]))).subarray(0, length);
};

function schedule(mine, theirs, enc, to, info) {
  const dh = crypto.diffieHellman({ privateKey: mine, publicKey: theirs });
  const shared = expand(KEM, extract(KEM, EMPTY, 'eae_prk', dh), 'shared_secret', join(enc, to), 32);
  const about = extract(SUITE, EMPTY, 'info_hash', ascii(info));
  const context = join(Buffer.from([0]), extract(SUITE, EMPTY, 'psk_id_hash', EMPTY), about);
  const secret = extract(SUITE, shared, 'secret', EMPTY);
  return [expand(SUITE, secret, 'key', context, 16), expand(SUITE, secret, 'base_nonce', context, 12)];
}
export function box(plain, to, info) { // `to`: the 32 public bytes of whoever may open it
  const own = crypto.generateKeyPairSync('x25519').privateKey, enc = publicBytes(own);
  const [key, nonce] = schedule(own, publicKey('x25519', to), enc, to, info);
  return join(enc, gcmSeal(key, nonce, plain, EMPTY));
}
export function unbox(bytes, own, info) {
  must(bytes.length >= 48, 'box: cut short');
  const enc = bytes.subarray(0, 32);
  const [key, nonce] = schedule(own, publicKey('x25519', enc), enc, publicBytes(own), info);
  return gcmOpen(key, nonce, bytes.subarray(32), EMPTY);
}
export function gcmSeal(key, nonce, plain, aad) {
  const cipher = crypto.createCipheriv(`aes-${key.length * 8}-gcm`, key, nonce).setAAD(aad);
  return join(cipher.update(plain), cipher.final(), cipher.getAuthTag());
}
export function gcmOpen(key, nonce, sealed, aad) {
  must(sealed.length >= 16, 'seal: cut short');
  const cipher = crypto.createDecipheriv(`aes-${key.length * 8}-gcm`, key, nonce, { authTagLength: 16 }).setAAD(aad);
  cipher.setAuthTag(sealed.subarray(-16));
  try {
    return join(cipher.update(sealed.subarray(0, -16)), cipher.final());
  } catch { throw new Refused('seal: it does not hold'); }
}
export function answer(content, own) { // section 2.8: what is packed; one without a box is never more than a refusal
  must(content[0] === 3, 'answer: without a box');
  return unbox(content.subarray(1), own, 'fieldkit/reply-box/1');
}

// ---- tag, tag key, sealed identity (sections 3.2 to 3.4, 5.6) -----------------------------------------------------
const RESIDENT = ['resident', 'hmt_resident', 'foreign_pr'];
export function tag(tagKey, kind, number, phone = '') {
  const group = RESIDENT.includes(kind) ? 'resident' : kind;
  const said = number ? `document\0${group}\0${number}` : `phone\0mobile\0${phone}`;
  return hmac(tagKey, Buffer.from(said)).subarray(0, 16).toString('hex');
}
export function openTagKey(sealed, code) {
  const key = Buffer.from(crypto.hkdfSync('sha256', ascii(code), EMPTY, ascii('fieldkit/tag-key-box/1'), 32));
  return gcmOpen(key, Buffer.alloc(12), sealed, EMPTY);
}
export const sessionInfo = (device, life, number) => `fieldkit/session-box/1|${device}-${life}|${number}`;
const SIGNS = '0123456789X\0';
const nonceOf = (number) => Buffer.from(number.toString(16).padStart(24, '0'), 'hex');
export function sealIdentity(key, id, sequence, document, phone) {
  const text = `${document}\0${phone}`;
  let plain = join(Buffer.from([1]), Buffer.from(text));
  if ([...text].every((sign) => SIGNS.includes(sign))) {
    const digits = [...text].map((sign) => SIGNS.indexOf(sign).toString(16)).join('');
    plain = Buffer.from(`00${digits}${digits.length % 2 ? 'f' : ''}`, 'hex');
  }
  return gcmSeal(key, nonceOf(sequence), plain, ascii(id));
}
export function openIdentity(key, id, sequence, sealed) {
  const plain = gcmOpen(key, nonceOf(sequence), sealed, ascii(id)), rest = plain.subarray(1);
  const digits = () => rest.toString('hex').replace(/f$/, '').replace(/./g, (one) => SIGNS[parseInt(one, 16)] ?? '?');
  return (plain[0] === 0 ? digits() : rest.toString()).split('\0');
}
