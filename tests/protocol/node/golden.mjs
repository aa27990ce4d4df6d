// SPDX-FileCopyrightText: 2026 The FieldKit founders
// SPDX-License-Identifier: Apache-2.0
// The golden files, opened: for each sealed thing what is in it, or why it is refused.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { openParcel } from './age.mjs';
import * as seals from './seals.mjs';

const text = (bytes) => bytes.toString('utf8');
const hex = (bytes) => bytes.toString('hex');
const MIB = 1024 * 1024;
// Node 20 cannot read zstd: what lies so is shown as it came out of its box, and the test reads on from there.
const shown = (packed) =>
  (packed[0] === 2 ? { packed: hex(packed) } : { content: text(seals.unpack(packed, 4 * MIB)) });

export function openGolden(folder) { // returns {thing: {content…} or {refused}}
  const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
  const told = read('sealed.1.json'), plain = read('envelope.1.json');
  const raw = (value) => Buffer.from(value, 'hex');
  const key = (name) => raw(told.keys[name]);
  const opener = (name) => seals.privateKey('x25519', key(name));
  const from = (name, by, purpose, kid) =>
    seals.open(raw(told[name].envelope), key(`${by}_public`), `fieldkit/${purpose}/1`, kid);
  const things = {
    envelope() { // the one that is signed here as well: the same bytes must come out
      const own = seals.privateKey('ed25519', raw(plain.signing_key)), kid = seals.keyId(seals.publicBytes(own));
      const made = seals.sign(Buffer.from(plain.content), own, kid, plain.aad);
      return { content: text(seals.open(raw(plain.envelope), raw(plain.public_key), plain.aad)), made: hex(made) };
    },
    batch() {
      const content = text(seals.unpack(from('batch', 'device', 'batch'), MIB));
      const before = raw(JSON.parse(content).prev);
      return { content, head: hex(seals.sha256(Buffer.concat([before, seals.sha256(raw(told.batch.envelope))]))) };
    },
    exchange() {
      const [request, batch, part] = seals.unframe(from('exchange', 'device', 'exchange'));
      return { request: text(request), batch: hex(batch), part: hex(part), id: hex(seals.sha256(part)).slice(0, 32) };
    },
    reply: () => shown(seals.answer(from('reply', 'district', 'reply'), opener('device_sealing'))),
    join: () => ({ content: text(from('join', 'device', 'join', key('device_public'))) }),
    tag_key_box: () => ({ key: hex(seals.openTagKey(raw(told.tag_key_box.box), told.keys.code)) }),
    vouch: () => ({ content: text(from('vouch', 'root', 'vouch')) }),
    trust: () => ({ content: text(from('trust', 'district', 'trust')) }),
    session_box() {
      const { device, life, session, box } = told.session_box;
      return { key: hex(seals.unbox(raw(box), opener('registrar'), seals.sessionInfo(device, life, session))) };
    },
    identity() {
      const { operation, sealed } = told.identity, sequence = Number(operation.split('-')[2]);
      const [document, phone] = seals.openIdentity(key('session'), operation, sequence, raw(sealed));
      const made = seals.sealIdentity(key('session'), operation, sequence, document, phone);
      return { document, phone, made: hex(made), tag: seals.tag(key('tag'), 'foreign_pr', document) };
    },
    snapshot_piece() {
      const { id, place, piece } = told.snapshot_piece, nonce = Buffer.alloc(12);
      nonce.writeUInt32BE(place, 8);
      return shown(seals.gcmOpen(key('snapshot'), nonce, raw(piece), Buffer.from(id)));
    },
    parcel: () => ({ frames: seals.unframe(openParcel(raw(told.parcel.file), told.keys.parcel_identity)).map(hex) }),
  };
  return Object.fromEntries(Object.entries(things).map(([name, open]) => {
    try { return [name, open()]; } catch (error) { return [name, { refused: error.message }]; }
  }));
}
