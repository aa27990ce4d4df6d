// SPDX-FileCopyrightText: 2026 The FieldKit founders
// SPDX-License-Identifier: Apache-2.0
// A parcel is opened here: age-encryption.org/v1 with X25519 (docs/protocol.md section 10.1), nothing more of age.
import * as crypto from 'node:crypto';
import { must, privateKey, publicBytes, publicKey, Refused } from './seals.mjs';

const MARK = 'age-encryption.org/v1';
const CHUNK = 64 * 1024 + 16;
const derive = (key, salt, info) => Buffer.from(crypto.hkdfSync('sha256', key, salt, Buffer.from(info), 32));

function chacha(key, nonce, sealed) {
  must(sealed.length >= 16, 'parcel: cut short');
  const cipher = crypto.createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
  cipher.setAuthTag(sealed.subarray(-16));
  try { return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]); } catch { return null; }
}

function identityBytes(words) { // bech32 (BIP 173); its checksum is for typing errors and is not looked at
  const bits = [...words.toLowerCase().slice(words.lastIndexOf('1') + 1, -6)]
    .map((sign) => 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'.indexOf(sign).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

function header(file) {
  const end = file.indexOf('\n--- ') + 1, stop = file.indexOf('\n', end);
  must(end > 0 && stop > end && file.indexOf(`${MARK}\n`) === 0, 'parcel: not an age file');
  const stanzas = file.subarray(MARK.length + 1, end).toString('latin1').split(/^-> /m).slice(1).map((text) => {
    const [line, ...body] = text.split('\n');
    return { words: line.split(' '), body: Buffer.from(body.join(''), 'base64') };
  });
  const mac = Buffer.from(file.subarray(end + 4, stop).toString('latin1'), 'base64');
  return { stanzas, mac, head: file.subarray(0, end + 3), payload: file.subarray(stop + 1) };
}

export function openParcel(file, words) { // `words`: AGE-SECRET-KEY-1…
  const own = privateKey('x25519', identityBytes(words)), to = publicBytes(own);
  const { stanzas, mac, head, payload } = header(file);
  const keys = stanzas.filter(({ words: [kind] }) => kind === 'X25519').map(({ words: [, share], body }) => {
    const theirs = Buffer.from(share, 'base64');
    const shared = crypto.diffieHellman({ privateKey: own, publicKey: publicKey('x25519', theirs) });
    return chacha(derive(shared, Buffer.concat([theirs, to]), `${MARK}/X25519`), Buffer.alloc(12), body);
  });
  const fileKey = keys.find((key) => key !== null);
  must(fileKey, 'parcel: not for this key');
  const wanted = crypto.createHmac('sha256', derive(fileKey, Buffer.alloc(0), 'header')).update(head).digest();
  must(wanted.equals(mac), 'parcel: the head was changed');
  const key = derive(fileKey, payload.subarray(0, 16), 'payload'), found = [];
  for (let at = 16, count = 0; at < payload.length || !count; at += CHUNK, count += 1) {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(count, 7);
    nonce[11] = at + CHUNK >= payload.length ? 1 : 0;
    const chunk = chacha(key, nonce, payload.subarray(at, at + CHUNK));
    if (chunk === null) throw new Refused('parcel: it does not hold');
    found.push(chunk);
  }
  return Buffer.concat(found);
}
