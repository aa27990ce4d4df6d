// SPDX-FileCopyrightText: 2026 The FieldKit founders
// SPDX-License-Identifier: Apache-2.0
// node pouch_client.js URL FOLDER RECORDS BATCH: does one phase for each line it is told
const fs = require('fs');
const path = require('path');
const readline = require('readline');
const from = require('module').createRequire(path.join(process.env.PEERS, 'x.js'));
const PouchDB = from('pouchdb-node');
const [url, folder, file, batch] = process.argv.slice(2);
const size = Number(batch);
const local = new PouchDB(path.join(folder, 'local'));
const remote = new PouchDB(url + '/enrolments');
const options = { batch_size: size };

const phases = {
  async load() {
    const lines = fs.readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
    for (let at = 0; at < lines.length; at += 500) {
      await local.bulkDocs(lines.slice(at, at + 500).map(({ id, ...rest }) => ({ _id: id, ...rest })));
    }
    return { records: lines.length };
  },
  async push() {
    const done = await local.replicate.to(remote, options);
    return { sent: done.docs_written };
  },
  async pull() {
    const done = await local.replicate.from(remote, options);
    return { received: done.docs_written };
  },
  async count() {
    const known = await local.info();
    return { records: known.doc_count };
  },
};
phases.again = phases.push;

const lines = readline.createInterface({ input: process.stdin });
(async () => {
  for await (const phase of lines) {
    if (phase === 'quit') break;
    const began = process.hrtime.bigint();
    const told = await phases[phase]();
    const seconds = Number(process.hrtime.bigint() - began) / 1e9;
    console.log(JSON.stringify({ seconds, ...told }));
  }
  process.exit(0);
})();
