// SPDX-FileCopyrightText: 2026 The FieldKit founders
// SPDX-License-Identifier: Apache-2.0
// A device in another language, written from docs/protocol.md alone: it shows that the page says enough.
//   node client.mjs <ticket> <file of operations>   joins, tells a batch twice, prints what it verified
//   node client.mjs --golden <folder>               opens the golden files, prints what is in them
// A line of the file is an operation without `id` and `sequence`; `document` and `phone` beside it are sealed.
import * as assert from 'node:assert';
import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as https from 'node:https';
import { openGolden } from './golden.mjs';
import * as seals from './seals.mjs';

const { must, sha256 } = seals;
const MIB = 1024 * 1024;
const VERSION = 1;
const hex = (bytes) => bytes.toString('hex');
const base64 = (bytes) => bytes.toString('base64');
const bytesOf = (text) => Buffer.from(text ?? '', 'base64');
const json = (message) => Buffer.from(JSON.stringify(message));

// ---- the ticket and the line (sections 4 and 5) -------------------------------------------------------------------
function readTicket(line) {
  const [mark, address, code, fingerprint] = line.trim().split(/\s+/);
  must(mark === 'FK1' && address?.startsWith('https://') && fingerprint, 'ticket: not one of version 1');
  const plain = fingerprint.replaceAll('-', '');
  const digest = plain.length === 64 ? Buffer.from(plain, 'hex') : base32(plain.toUpperCase());
  return { address, code: code.replaceAll('-', '').toUpperCase(), digest };
}
function base32(text) {
  const bits = [...text].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'));
  return Buffer.from(bits.join('').match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}
function ask(url, body, tls) { // the HTTP code is no answer: whatever came is looked at for its seal (section 4.2)
  const { promise, resolve, reject } = deferred();
  const options = { method: body ? 'POST' : 'GET', minVersion: 'TLSv1.2', timeout: 20_000, ...tls };
  const going = https.request(url, options, (came) => {
    const parts = [];
    came.on('data', (part) => parts.push(part)).on('error', reject).on('end', () => resolve(Buffer.concat(parts)));
  });
  going.on('error', reject).on('timeout', () => going.destroy(new Error('no answer in time'))).end(body);
  return promise;
}
function deferred() {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}
async function pin({ address, digest }) {
  const pem = await ask(`${address}/v1/authority`, null, { rejectUnauthorized: false });
  const found = new crypto.X509Certificate(pem);
  must(sha256(found.raw).equals(digest), 'authority: its fingerprint is not the one of the ticket');
  return { ca: found.toString() }; // this authority and no other; Node checks the name
}

// ---- who is who (sections 5 and 9) --------------------------------------------------------------------------------
function newDevice() {
  const signing = crypto.generateKeyPairSync('ed25519').privateKey;
  const sealing = crypto.generateKeyPairSync('x25519').privateKey;
  const signingKey = seals.publicBytes(signing);
  return { signing, sealing, signingKey, sealingKey: seals.publicBytes(sealing), kid: seals.keyId(signingKey) };
}
function openReply(raw, purpose, keys, device, { asked, heard }) { // `keys`: the district's, by key id in hex
  const key = keys[hex(seals.readEnvelope(raw).kid)];
  must(key, 'reply: by a key that nobody vouched for');
  const content = seals.open(raw, key, purpose), bare = content[0] !== 3;
  const reply = JSON.parse(seals.unpack(bare ? content : seals.answer(content, device.sealing), 4 * MIB));
  must(reply.protocol === VERSION, 'reply: of another version');
  must(reply.heard === heard, 'reply: to another request');
  must(!reply.refused, `refused: ${reply.refused}`); // a refusal may not have been able to read `asked`
  must(reply.asked === asked, 'reply: to another request');
  must(!bare, 'reply: without a box');
  return reply;
}
function vouched(raw, rootKey, district) {
  const vouch = JSON.parse(seals.open(raw, rootKey, 'fieldkit/vouch/1'));
  must(vouch.district === district, 'vouch: of another district');
  return Object.fromEntries(vouch.keys.map(({ key }) => [hex(seals.keyId(bytesOf(key))), bytesOf(key)]));
}
function bySomeOf(keys, raw, purpose) {
  const key = keys[hex(seals.readEnvelope(raw).kid)];
  must(key, `${purpose}: by a key that nobody vouched for`);
  return JSON.parse(seals.open(raw, key, purpose));
}
async function enter(ticket, tls) {
  const hello = JSON.parse(await ask(`${ticket.address}/v1/hello`, null, tls));
  must(hello.oldest <= VERSION && VERSION <= hello.newest, 'hello: no version in common');
  const device = newDevice(), districtKey = bytesOf(hello.district_key);
  const asked = hex(crypto.randomBytes(16)), proof = hex(sha256(Buffer.from(`fieldkit/join/1|${ticket.code}`)));
  const keys = { signing_key: base64(device.signingKey), sealing_key: base64(device.sealingKey) };
  const message = json({ protocol: VERSION, asked, proof, name: 'Node', ...keys, program: 'node' });
  const request = seals.sign(message, device.signing, device.signingKey, 'fieldkit/join/1');
  const raw = await ask(`${ticket.address}/v1/devices`, request, tls);
  const heard = hex(sha256(request)), only = { [hex(seals.keyId(districtKey))]: districtKey };
  const joined = openReply(raw, 'fieldkit/joined/1', only, device, { asked, heard });
  must(joined.district_key === hello.district_key, 'joined: another district key than in hello');
  const vouchedKeys = vouched(bytesOf(joined.vouch), bytesOf(joined.root_key), joined.district);
  must(vouchedKeys[hex(seals.keyId(districtKey))]?.equals(districtKey), 'vouch: does not name the district key');
  const certificate = bySomeOf(vouchedKeys, bytesOf(joined.certificate), 'fieldkit/certificate/1');
  must(certificate.device === joined.device && certificate.signing_key === keys.signing_key, 'certificate: not ours');
  must(certificate.sealing_key === keys.sealing_key, 'certificate: another sealing key');
  const trust = bySomeOf(vouchedKeys, bytesOf(joined.trust), 'fieldkit/trust/1');
  must(trust.district === joined.district, 'trust list: of another district');
  const tagKey = seals.openTagKey(bytesOf(joined.tag_key_box), ticket.code);
  return { ...device, ...ticket, tls, keys: vouchedKeys, trust, certificate, tagKey, name: joined.device,
    district: joined.district, nonce: joined.nonce, life: hex(crypto.randomBytes(4)), cursor: 0, rows: {}, blocks: [],
    used: 0 };
}

// ---- the exchange (section 6) -------------------------------------------------------------------------------------
async function exchange(device, chains, batches) {
  const asked = hex(crypto.randomBytes(16));
  const { name, cursor, nonce, trust, blocks } = device;
  const left = blocks.reduce((sum, { first, last }) => sum + last - first + 1, -device.used);
  const message = json({ protocol: VERSION, asked, device: name, cursor, chains, nonce, batches: batches.length,
    trust: trust.version, program: 'node', at: new Date().toISOString(), serials_left: left });
  const content = seals.frames(message, ...batches);
  const request = seals.sign(content, device.signing, device.kid, 'fieldkit/exchange/1');
  const post = async () => {
    const raw = await ask(`${device.address}/v1/exchange`, request, device.tls);
    return openReply(raw, 'fieldkit/reply/1', device.keys, device, { asked, heard: hex(sha256(request)) });
  };
  const reply = await post();
  must((reply.receipts ?? []).length === batches.length, 'reply: not one receipt for each batch');
  Object.assign(device, { nonce: reply.nonce, cursor: reply.cursor ?? 0 });
  for (const { table, key, row } of reply.changes ?? []) (device.rows[table] ??= {})[key] = row;
  for (const block of reply.serial_blocks ?? []) // one that is here already is not taken in again (section 11.7)
    if (!blocks.some(({ first }) => first === block.first)) blocks.push(block);
  if (reply.trust) {
    const newer = bySomeOf(device.keys, bytesOf(reply.trust), 'fieldkit/trust/1');
    must(newer.version > device.trust.version, 'trust list: not a newer one');
    device.trust = newer;
  }
  return { reply, again: post };
}

// ---- operations and their batch (sections 3.3, 7 and 8) -----------------------------------------------------------
function covers(registrar, device, site) { // '' is the whole district; else the town of the site, or one above it
  let town = device.rows.site?.[site]?.org_code;
  while (town && town !== registrar.town) town = device.rows.organisation?.[town]?.parent;
  return registrar.town === '' || town === registrar.town;
}
function serialOf(number) { // ISO 7064 MOD 11,10
  const digits = String(number).padStart(8, '0');
  const left = [...digits].reduce((carry, digit) => ((carry + Number(digit)) % 10 || 10) * 2 % 11, 10);
  return `FK-${digits.slice(0, 4)}-${digits.slice(4)}-${(11 - left) % 10}`;
}
function freeze(device, lines) {
  const session = { number: 1, key: crypto.randomBytes(32) }, sites = new Set();
  const operations = lines.map(({ document = '', phone = '', body, ...rest }, place) => {
    const sequence = place + 1, id = `${device.name}-${device.life}-${String(sequence).padStart(6, '0')}`;
    if (document || phone) {
      const sealed = seals.sealIdentity(session.key, id, sequence, document, phone);
      const tag = seals.tag(device.tagKey, body.document_kind, document, phone);
      body = { ...body, sealed: base64(sealed), session: session.number, tag };
      sites.add(rest.site);
    }
    const serial = () => serialOf(device.blocks[0].first + device.used++);
    if (rest.kind === 'enrol' && !body.provisional) body = { ...body, serial: serial() };
    return { id, sequence, ...rest, body };
  });
  const info = seals.sessionInfo(device.name, device.life, session.number);
  const covering = (one) => [...sites].every((site) => covers(one, device, site));
  const readers = (device.trust.registrars ?? []).filter(covering);
  must(readers.length || !sites.size, 'trust list: no registrar for this site');
  const boxes = readers.map(({ key_id: registrar, sealing_key: to }) =>
    ({ registrar, box: base64(seals.box(session.key, bytesOf(to), info)) }));
  const prev = Buffer.alloc(32), number = 1;
  const batch = { protocol: VERSION, district: device.district, device: device.name, life: device.life, number,
    prev: hex(prev), operations, ...(boxes.length ? { sessions: [{ number: session.number, boxes }] } : {}) };
  const envelope = seals.sign(seals.pack(json(batch), 1), device.signing, device.kid, 'fieldkit/batch/1');
  const head = hex(sha256(Buffer.concat([prev, sha256(envelope)])));
  return { envelope, number, head, count: operations.length, boxes: boxes.length };
}
function checkReceipt({ receipts: [receipt], standings }, { life }, { number, head, count }) {
  const { level, words = [], ...named } = receipt;
  assert.deepStrictEqual(named, { life, number, head, operations: count }, 'receipt: of another batch');
  must(['received', 'safe'].includes(level), `receipt: ${level}`);
  const standing = standings.find((one) => one.life === life);
  must(standing?.number === number && standing.head === head, 'standing: another head');
  return { ...named, words };
}

async function main([ticketLine, file]) {
  if (ticketLine === '--golden') {
    const found = openGolden(file);
    console.log(JSON.stringify(found));
    return Object.values(found).some((one) => 'refused' in one) ? 1 : 0;
  }
  const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const ticket = readTicket(ticketLine), device = await enter(ticket, await pin(ticket));
  const start = [{ life: device.life, number: 0, head: hex(Buffer.alloc(32)) }];
  for (let more = true; more;) ({ more = false } = (await exchange(device, start, [])).reply);
  const batch = freeze(device, lines), chains = [{ life: device.life, number: batch.number, head: batch.head }];
  const first = await exchange(device, chains, [batch.envelope]);
  const receipt = checkReceipt(first.reply, device, batch);
  const repeated = await first.again(); // the exact bytes of the last request: answered again, with the same word
  assert.deepStrictEqual(checkReceipt(repeated, device, batch), receipt, 'receipt: not the same to the same request');
  const second = await exchange(device, chains, [batch.envelope]);
  assert.deepStrictEqual(checkReceipt(second.reply, device, batch), receipt, 'receipt: not the same to the same batch');
  const verified = { district: device.district, device: device.name, boxes: batch.boxes, receipt,
    trust: device.trust.version, tables: Object.keys(device.rows).sort(), serials: device.blocks };
  console.log(JSON.stringify(verified));
  return 0;
}

main(process.argv.slice(2)).then((code) => { process.exitCode = code; }, (error) => {
  console.error(error.message.split('\n')[0]);
  process.exitCode = 1;
});
